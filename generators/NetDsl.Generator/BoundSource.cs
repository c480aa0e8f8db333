using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Generator;

/// <summary>A file's meaning. Where its networks' words stood ends here; diagnostics know their own places.</summary>
/// <param name="Diagnostics">What was found in the file, some of it in others that it imports.</param>
internal sealed record BoundSource(
    bool IsFused,
    EquatableArray<Network> Networks,
    EquatableArray<BrokenNetwork> BrokenNetworks,
    FileDiagnostics Diagnostics)
{
    public string Path => Diagnostics.Path;

    public static BoundSource Bind(
        LinkedSource source, ProjectExports exports, string rootNamespace, Checkpoint checkpoint)
    {
        if (source.File is not { } file)
        {
            return Failed(source, source.Failure!);
        }

        try
        {
            var bound = Binder.Bind(file, exports, rootNamespace, checkpoint);
            var diagnostics = FileDiagnostics.Of(file.File, bound);
            return new BoundSource(source.IsFused, bound.Networks, bound.BrokenNetworks, diagnostics);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Failed(source, InternalError.Describe(error));
        }
    }

    /// <summary>So that a change of diagnostics alone makes nothing new behind this step.</summary>
    public BoundSource WithoutDiagnostics() =>
        this with { Diagnostics = new FileDiagnostics(Path, EquatableArray<Diagnostic>.Empty) };

    private static BoundSource Failed(LinkedSource source, Diagnostic failure) => new(
        source.IsFused, EquatableArray<Network>.Empty, EquatableArray<BrokenNetwork>.Empty,
        new FileDiagnostics(source.Path, new([failure])));
}
