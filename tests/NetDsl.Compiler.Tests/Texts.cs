using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Tests;

/// <summary>Whether all that is said of a text, right or wrong, has a place in it and a message.</summary>
internal static class Texts
{
    public static bool Hold(string text) => Holds(text, Compilation.Compile(text));

    /// <summary>Of several files, as <see cref="Programs.Files"/> tells them apart.</summary>
    public static bool HoldEach(string text)
    {
        var files = Programs.Files(text);
        return HoldEach(files, Compilation.Compile(files));
    }

    public static bool HoldEach(IReadOnlyList<SourceText> files, IReadOnlyList<BoundFile> bound) =>
        bound.Select((file, index) => Holds(files[index].Text, file)).All(holds => holds);

    public static bool Holds(string text, BoundFile bound) => bound.Diagnostics.All(found =>
        found.Elsewhere is null
        && found.Span.Start >= 0 && found.Span.End <= text.Length + 1 && found.Span.Start <= found.Span.End
        && found.Span is { StartLine: >= 1, StartColumn: >= 1 }
        && found.Message.Length is > 0 and < 600);
}
