using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Generator;

/// <summary>A file's meaning. Where its networks' words stood ends here; diagnostics know their own places.</summary>
internal sealed record BoundSource(
    string Path,
    bool IsFused,
    EquatableArray<Network> Networks,
    EquatableArray<BrokenNetwork> BrokenNetworks,
    EquatableArray<Diagnostic> Diagnostics)
{
    public static BoundSource Bind(ParsedSource source, EquatableArray<FileExports> exports)
    {
        if (source.Parsed is not { } parsed)
        {
            return Failed(source, source.Failure!);
        }

        try
        {
            var bound = Binder.Bind(parsed, exports, source.Path);
            var diagnostics = parsed.Diagnostics.Concat(bound.Diagnostics).OrderBy(diagnostic => diagnostic.Span.Start);
            return new BoundSource(
                source.Path, source.IsFused, bound.Networks, bound.BrokenNetworks, diagnostics.ToEquatableArray());
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Failed(source, InternalError.Describe(error));
        }
    }

    /// <summary>So that a change of diagnostics alone makes nothing new behind this step.</summary>
    public BoundSource WithoutDiagnostics() => this with { Diagnostics = EquatableArray<Diagnostic>.Empty };

    private static BoundSource Failed(ParsedSource source, Diagnostic failure) => new(
        source.Path, source.IsFused, EquatableArray<Network>.Empty, EquatableArray<BrokenNetwork>.Empty, new([failure]));
}
