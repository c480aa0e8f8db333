using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>What a network's name meets in C# outside of the network's own class.</summary>
internal static class ClassName
{
    private const string Statements = "the class of a program's top-level statements";

    private static readonly HashSet<string> Namespaces = ["System", "Microsoft", "NetDsl"];

    /// <summary>Whether C# can have a class of this name beside the namespaces; reported where not, and where it will
    /// not find the class by its name.</summary>
    /// <param name="rootNamespace">The project's, empty for none; null where there is no project.</param>
    public static bool Require(WordTerm name, string? rootNamespace, DiagnosticBag diagnostics)
    {
        var first = rootNamespace?.Split('.')[0].TrimStart('@');
        var other = name.Text == "Program" ? Statements
            : Namespaces.Contains(name.Text) || name.Text == first ? "the namespace of that name"
            : null;
        if (rootNamespace is null || other is null)
        {
            return true;
        }

        if (rootNamespace.Length == 0)
        {
            diagnostics.Add(Descriptors.NamedAsNamespace, name.Span, name.Text, other);
            return false;
        }

        diagnostics.Add(Descriptors.HiddenByNamespace, name.Span, name.Text, rootNamespace, other);
        return true;
    }
}
