using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Projects;

namespace NetDsl.Generator;

/// <summary>A file with the syntax of those that it imports: an edit of any other leaves it as it is.</summary>
/// <param name="File">Null after an error of the compiler's own.</param>
/// <param name="Failure">That error.</param>
internal sealed record LinkedSource(string Path, bool IsFused, LinkedFile? File, Diagnostic? Failure)
{
    public static LinkedSource Link(ParsedSource source, Project project, Checkpoint checkpoint)
    {
        try
        {
            var file = source.Failure is null ? Linker.Link(source.File, project, checkpoint) : null;
            return new LinkedSource(source.Path, source.IsFused, file, source.Failure);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new LinkedSource(source.Path, source.IsFused, null, InternalError.Describe(error));
        }
    }

    public FileExports Export(Checkpoint checkpoint)
    {
        try
        {
            return File is null ? Nothing() : Binder.Export(File, checkpoint);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // binding the file fails in the same way, and says so
            return Nothing();
        }
    }

    private FileExports Nothing() => new(
        Path, EquatableArray<string>.Empty, EquatableArray<Schedule>.Empty, EquatableArray<BrokenSchedule>.Empty);
}
