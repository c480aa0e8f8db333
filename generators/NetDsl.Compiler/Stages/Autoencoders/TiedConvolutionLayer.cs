using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>A convolution undone by its transpose with the same weights, or a transposed one by the convolution. Its
/// output is the encoder's input to the pixel: where the encoder's stride left a rest at the edge, that has the bias
/// alone.</summary>
/// <param name="Encoder">The layer whose weights it has, by name: it stands in front.</param>
/// <param name="IsTransposed">Whether the encoder is a convolution, and this one spreads.</param>
/// <param name="Grid">The encoder's.</param>
public sealed record TiedConvolutionLayer(
    string Name, string Encoder, bool IsTransposed, Shape Input, Shape Output, WindowGrid Grid, int Groups)
    : Layer(Name, Documentation: null, Input, Output)
{
    public int Filters => Output.Channels;

    public override string ParametersType => "BiasParameters";

    public override long ParameterCount => Filters;

    public override long MultiplyAdds =>
        (long)Input.Channels * (Filters / Groups) * Grid.Area * (Windows.Height * Windows.Width);

    public override string Description => $"{Encoder}'s weights {Grid.Describe(Input)} "
        + $"{(IsTransposed ? "spread from" : "over")} {Input}";

    private Shape Windows => IsTransposed ? Input : Output;

    public override int Lower(ProgramBuilder builder, int input) => builder.Lower(
        this, input, IsTransposed ? "Deconvolution" : "Convolution", ConvolutionShape.Of(this, Grid, Groups),
        builder.WeightsOf(Encoder), Filters);
}
