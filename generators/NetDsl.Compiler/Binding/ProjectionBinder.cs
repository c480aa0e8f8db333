using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`project 256 stride 2 batchnorm`: the shortcut of a residual block. Where the value has so many channels
/// already and the stride is 1 it is the value itself, else a 1×1 convolution of it (He et al. 2016, option
/// B).</summary>
internal sealed class ProjectionBinder(LayerBinder layers, FlowTable flows, DiagnosticBag diagnostics)
{
    public const string Keyword = "project";
    private const string Example = "project 256 stride 2 batchnorm";

    private static readonly IReadOnlyList<AttributeSpec> Attributes =
        [new("stride"), AttributeSpec.Flag(BatchNormLayerKind.Word), SourceClause.Attribute];

    /// <param name="next">What reads it.</param>
    /// <param name="normalizationName">Of the batchnorm, where it has one already.</param>
    public void Bind(StatementSyntax statement, WordTerm keyword, Follower next, string? normalizationName)
    {
        var name = layers.NameOf(statement.Name?.Text, Keyword);
        var arguments = new Arguments(
            diagnostics, keyword, statement.Terms.Skip(1), Keyword, Example, new AttributeSpec("number of channels"), Attributes);
        var channels = arguments.Integer("number of channels", 1, Limits.Size);
        var stride = arguments.Integer("stride", 1, Limits.Size, 1);
        var source = layers.Read(arguments, name);
        if (statement.Block is { } block)
        {
            diagnostics.Add(Descriptors.UnexpectedBlock, block.Open, Keyword);
        }

        if (source.Shape is not { } shape || arguments.Failed)
        {
            flows.Current = Flow.Unknown(name);
        }
        else if (shape.Channels != channels || stride != 1)
        {
            flows.Current = source;
            if (arguments.Has(BatchNormLayerKind.Word))
            {
                Convolve(statement, keyword, name, channels, stride, new Follower(true, next.IsRectifier));
                Normalize(statement, keyword, normalizationName);
            }
            else
            {
                Convolve(statement, keyword, name, channels, stride, next);
            }
        }
        else
        {
            flows.Current = source;
        }

        flows.Name(name);
    }

    /// <summary>As if it were written so, in the statement's place.</summary>
    private void Convolve(
        StatementSyntax statement, WordTerm keyword, string name, long channels, long stride, Follower next)
    {
        var span = statement.Head;
        TermSyntax[] terms =
        [
            keyword with { Text = "conv" }, Number(1), new WordTerm(span, "filters"), Number(channels), new WordTerm(span, "stride"),
            Number(stride),
        ];
        var convolution = new StatementSyntax(
            span, statement.Documentation, new WordTerm(span, name), terms.ToEquatableArray(), null);
        layers.Bind(convolution, keyword with { Text = "conv" }, LayerKinds.Find("conv")!, next);

        NumberTerm Number(long value) => new(span, FormattableString.Invariant($"{value}"));
    }

    private void Normalize(StatementSyntax statement, WordTerm keyword, string? given)
    {
        var name = given is null ? null : new WordTerm(statement.Head, given);
        var word = keyword with { Text = BatchNormLayerKind.Word };
        var terms = new EquatableArray<TermSyntax>([word]);
        var normalization = new StatementSyntax(statement.Head, null, name, terms, null);
        layers.Bind(normalization, word, LayerKinds.Find(BatchNormLayerKind.Word)!, Follower.None);
    }
}
