using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Layers;

/// <summary>`batchnorm`: each channel with mean 0 and variance 1 over the batch, then scaled and shifted by what is
/// learnt (Ioffe and Szegedy 2015); in inference by running averages of the batches' means and variances.</summary>
/// <param name="Momentum">The share of each batch in the running averages.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record BatchNormLayer(string Name, string? Documentation, Shape Input, double Momentum, double Epsilon)
    : Layer(Name, Documentation, Input, Input)
{
    public int Channels => Input.Channels;

    /// <summary>Values of a channel in one example.</summary>
    public int Area => (int)(Input.Count / Channels);

    public override long ParameterCount => 2L * Channels;

    public override string ParametersType => "BatchNormParameters";

    public override bool IsInPlace => true;

    public override int LeastBatch => Area == 1 ? 2 : 1;

    public override string Description =>
        $"batchnorm of {Text.Count(Channels)}, momentum {Text.Real(Momentum)}, epsilon {Text.Real(Epsilon)}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var parameters = builder.NormalizationParameters(Name, Channels, Momentum);
        var output = builder.Tensor(Name, Output);
        if (builder is { IsTraining: true, IsFrozen: false })
        {
            builder.Add(new Normalize(
                Covers, Activation: null, Channels, Area, Epsilon, input, parameters.Scale, parameters.Shift,
                Residual: null, output, builder.StatisticOfBatch(parameters.Mean),
                builder.StatisticOfBatch(parameters.Variance)));
        }
        else
        {
            var (factor, addend) = (Prepared(builder, "factor"), Prepared(builder, "addend"));
            builder.Add(new PrepareScaling(
                Covers, Channels, Epsilon, parameters.Scale, parameters.Shift, parameters.Mean, parameters.Variance,
                factor, addend));
            builder.Add(new ScaleChannels(
                Covers, Activation: null, Channels, Area, input, factor, addend, Residual: null, output));
        }

        return output;
    }

    // training has no kernels for new parameters: it makes them in each batch
    private int Prepared(ProgramBuilder builder, string word) => builder.Tensor(
        $"{Name}'s {word}", MemberName.Of(Name) + MemberName.Of(word), Shape.Features(Channels),
        builder.IsTraining ? TensorKind.Activation : TensorKind.Prepared);
}

internal sealed class BatchNormLayerKind : LayerKind
{
    public const string Word = "batchnorm";

    // PyTorch's defaults
    private const double DefaultMomentum = 0.1;
    private const double DefaultEpsilon = 1e-5;

    public override string Keyword => Word;

    public override string Example => Word;

    public override IReadOnlyList<AttributeSpec> Attributes { get; } = [new("momentum"), new("epsilon")];

    public override LayerBinding Bind(LayerContext context)
    {
        var momentum = context.Arguments.Real("momentum", RealRange.Share, DefaultMomentum);
        var epsilon = context.Arguments.Real("epsilon", RealRange.Positive, DefaultEpsilon);
        return context.Input is { } input && !context.Arguments.Failed
            ? LayerBinding.Of(new BatchNormLayer(context.Name, context.Documentation, input, momentum, epsilon))
            : LayerBinding.Failed(context.Input);
    }
}
