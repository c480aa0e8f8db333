using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>A program that is right but for a name or number in it, of which nobody knows yet.</summary>
/// <param name="Odd">That name or number, as it is written.</param>
internal sealed record OddProgram(string Path, string Text, string Odd)
{
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>Whether an error is at the odd word, wherever in the program it stands, or names it.</summary>
    public bool IsOdd(Diagnostic error) =>
        IsOdd(error.Location.SourceSpan) || error.GetMessage().Contains(Odd, StringComparison.Ordinal)
        || error.GetMessage().Contains(OddNumbers.Name, StringComparison.Ordinal);

    private bool IsOdd(TextSpan span)
    {
        for (var at = Text.IndexOf(Odd, StringComparison.Ordinal); at >= 0; at = Text.IndexOf(Odd, at + 1, StringComparison.Ordinal))
        {
            if (span.IntersectsWith(new TextSpan(at, Odd.Length)))
            {
                return true;
            }
        }

        return false;
    }
}
