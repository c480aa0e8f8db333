using NetDsl.Compiler;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;

namespace NetDsl.Generator;

/// <summary>A file's syntax.</summary>
/// <param name="File">Without a statement after an error of the compiler's own.</param>
/// <param name="Failure">That error, or null.</param>
internal sealed record ParsedSource(bool IsFused, ProjectFile File, Diagnostic? Failure)
{
    public string Path => File.Path;

    public static ParsedSource Parse(SourceFile file, Checkpoint checkpoint)
    {
        try
        {
            var parsed = Parser.Parse(file.Text, checkpoint);
            return new ParsedSource(file.IsFused, new ProjectFile(file.Path, parsed), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            var empty = new ProjectFile(file.Path, Parser.Parse(""));
            return new ParsedSource(file.IsFused, empty, InternalError.Describe(error));
        }
    }
}
