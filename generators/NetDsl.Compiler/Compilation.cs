using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler;

/// <summary>From text to meaning: a file on its own, or those of a project.</summary>
public static class Compilation
{
    /// <summary>Parses and binds one file. The result holds the diagnostics of both, in the order of the file.</summary>
    public static BoundFile Compile(string text) => Compile([new SourceText("", text)])[0];

    /// <summary>The same for files that know each other, in their order.</summary>
    /// <param name="rootNamespace">The project's, empty for none; null where there is no project.</param>
    public static IReadOnlyList<BoundFile> Compile(
        IReadOnlyList<SourceText> texts, string? rootNamespace = null, Checkpoint? checkpoint = null)
    {
        var parsed = texts
            .Select(text => new ProjectFile(text.Path, Parser.Parse(text.Text, checkpoint))).ToEquatableArray();
        var project = new Project(parsed);
        var linked = parsed.Select(file => Linker.Link(file, project, checkpoint)).ToList();
        var exports = new ProjectExports(linked.Select(file => Binder.Export(file, checkpoint)).ToEquatableArray());
        var bound = linked.Select(file => Binder.Bind(file, exports, rootNamespace, checkpoint)).ToList();
        var found = bound.Select((file, index) => FileDiagnostics.Of(parsed[index], file)).ToList();
        return [.. bound.Zip(FileDiagnostics.Sort(found), (file, all) => file with { Diagnostics = all.Diagnostics })];
    }

    /// <summary>The networks without an error of several files that know each other.</summary>
    public static IReadOnlyList<Network> CompileProject(IReadOnlyList<SourceText> files) =>
        [.. Compile(files).SelectMany(file => file.Networks)];
}

/// <summary>A `.net` file.</summary>
/// <param name="Path">As the project names it.</param>
public sealed record SourceText(string Path, string Text);
