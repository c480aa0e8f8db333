using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler;

/// <summary>From text to meaning: a file on its own, or those of a project.</summary>
public static class Compilation
{
    /// <summary>Parses and binds one file. The result holds the diagnostics of both, in the order of the file.</summary>
    public static BoundFile Compile(string text)
    {
        var parsed = Parser.Parse(text);
        var bound = Binder.Bind(parsed);
        var all = parsed.Diagnostics.Concat(bound.Diagnostics).OrderBy(diagnostic => diagnostic.Span.Start);
        return bound with { Diagnostics = all.ToEquatableArray() };
    }

    /// <summary>The networks without an error of several files that know each other.</summary>
    public static IReadOnlyList<Network> CompileProject(IReadOnlyList<SourceText> files)
    {
        var parsed = files.Select(file => Parser.Parse(file.Text)).ToList();
        var exports = parsed.Select((file, index) => Binder.Export(file, files[index].Path)).ToEquatableArray();
        return parsed.SelectMany((file, index) => Binder.Bind(file, exports, files[index].Path).Networks).ToList();
    }
}

/// <summary>A `.net` file.</summary>
/// <param name="Path">As the project names it.</param>
public sealed record SourceText(string Path, string Text);
