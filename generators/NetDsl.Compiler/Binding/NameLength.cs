using System.Text;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A bound for names, as .NET has one for those that are made of them: 1,023 bytes in UTF-8. Some are made of
/// three: a stage's class of the schedule and of the ends of a range of layers.</summary>
internal static class NameLength
{
    private const int Longest = 200;

    public static bool Fits(string name) => Bytes(name) <= Longest;

    /// <summary>The same; reported where not.</summary>
    public static bool Require(WordTerm name, DiagnosticBag diagnostics)
    {
        if (!Fits(name.Text))
        {
            var bytes = Text.Count(Bytes(name.Text));
            diagnostics.Add(Descriptors.NameTooLong, name.Span, TermText.Found(name), bytes, Longest);
        }

        return Fits(name.Text);
    }

    private static int Bytes(string name) => Encoding.UTF8.GetByteCount(name);
}
