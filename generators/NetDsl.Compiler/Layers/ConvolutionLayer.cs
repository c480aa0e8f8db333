using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>`conv 5x5 filters 6 stride 1 pad 2`: 2-D cross-correlation with a bias for each filter.</summary>
/// <param name="Window">Height × width; strides and padding likewise vertical first.</param>
public sealed record ConvolutionLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    Window Window,
    Window Stride,
    Padding Padding,
    Initialization Initialization) : Layer(Name, Documentation, Input, Output)
{
    public int Filters => Output.Channels;

    public long WeightCount => (long)Filters * Input.Channels * Window.Height * Window.Width;

    public override long ParameterCount => WeightCount + Filters;

    public override long MultiplyAdds => WeightCount * Output.Height * Output.Width;
}
