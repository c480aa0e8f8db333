using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Generator;

/// <summary>A file's syntax.</summary>
/// <param name="Parsed">Null after an error of the compiler's own.</param>
/// <param name="Failure">That error.</param>
internal sealed record ParsedSource(string Path, bool IsFused, ParsedFile? Parsed, Diagnostic? Failure)
{
    public static ParsedSource Parse(SourceFile file)
    {
        try
        {
            return new ParsedSource(file.Path, file.IsFused, Parser.Parse(file.Text), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new ParsedSource(file.Path, file.IsFused, null, InternalError.Describe(error));
        }
    }

    public FileExports Export()
    {
        try
        {
            return Parsed is null ? Nothing() : Binder.Export(Parsed, Path);
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
