using System.Text;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler.Emit;

/// <summary>A project's root namespace as C# can write it. MSBuild takes a project's file name for it, such as `my-net`
/// or `3D.event`, which need not be a namespace.</summary>
public static class NamespaceName
{
    /// <summary>What `dotnet new` makes of such a name: `my_net`, `_3D`; and keywords with `@`, as in `Acme.@event`. Empty
    /// for no namespace.</summary>
    public static string Of(string rootNamespace) =>
        string.Join(".", rootNamespace.Split('.').Where(part => part.Length > 0).Select(Part));

    private static string Part(string part)
    {
        var name = new StringBuilder();
        foreach (var letter in part)
        {
            name.Append(Scanner.IsWordPart(letter) ? letter : '_');
        }

        if (!Scanner.IsWordStart(name[0]))
        {
            name.Insert(0, '_');
        }

        return MemberName.IsKeyword(name.ToString()) ? "@" + name : name.ToString();
    }
}
