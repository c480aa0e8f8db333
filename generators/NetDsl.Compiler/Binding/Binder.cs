using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Gives a parsed file its meaning: names known, shapes computed, numbers in range.</summary>
public static class Binder
{
    /// <summary>What other files may want of this one.</summary>
    /// <param name="path">The file's own, as for <see cref="Bind"/>.</param>
    public static FileExports Export(ParsedFile file, string path) =>
        new FileBinder(file, path, EquatableArray<FileExports>.Empty).Export();

    /// <summary>The file's networks with their schedules, wherever those stand, and all that is wrong in this file.</summary>
    /// <param name="others">Of the project's files; this file's own, known by its path, are passed over.</param>
    /// <param name="path">Of two networks of one name in different files, the one whose path comes first stays.</param>
    public static BoundFile Bind(ParsedFile file, EquatableArray<FileExports>? others = null, string path = "") =>
        new FileBinder(file, path, others ?? EquatableArray<FileExports>.Empty).Bind();
}
