using System.Text;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler.Binding;

/// <summary>The C# names that names of a `.net` file become.</summary>
public static class MemberName
{
    private static readonly HashSet<string> Keywords = new((
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
        + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
        + "interface internal is lock long namespace new null object operator out override params private protected "
        + "public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw "
        + "true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while "
        + "__arglist __makeref __reftype __refvalue").Split(' '));

    // a C# type cannot have these names although they are no keywords everywhere
    private static readonly HashSet<string> Contextual =
        new((
        "await dynamic extension field file managed nint notnull nuint partial record required scoped union unmanaged var "
        + "where yield").Split(' '));

    /// <summary>Pascal case: `c1` is C1, `fully_connected` FullyConnected, and what a stage adds, as `c1.decoder`,
    /// C1Decoder; `conv1_1` stays apart from `conv11` as Conv1_1. Empty where the name has neither letter nor
    /// digit.</summary>
    public static string Of(string name)
    {
        var member = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var isFirst = index == 0 || name[index - 1] is '_' or '.';
            if (name[index] is not ('_' or '.'))
            {
                member.Append(isFirst ? char.ToUpperInvariant(name[index]) : name[index]);
            }
            else if (name[index] == '_' && index > 0
                && char.IsDigit(name[index - 1]) && char.IsDigit(Scanner.At(name, index + 1)))
            {
                member.Append('_');
            }
        }

        return member.Length > 0 && !Scanner.IsWordStart(member[0]) ? "_" + member : member.ToString();
    }

    /// <summary>Whether C# takes the word for something else than a name wherever it stands.</summary>
    public static bool IsKeyword(string name) => Keywords.Contains(name);

    /// <summary>Whether a class can have this name as it is.</summary>
    public static bool IsTypeName(string name) =>
        Of(name).Length > 0 && Scanner.Word(name, 0) == name.Length && !Keywords.Contains(name) && !Contextual.Contains(name);
}
