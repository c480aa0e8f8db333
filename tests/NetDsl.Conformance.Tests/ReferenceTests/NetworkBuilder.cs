using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;

namespace NetDsl.Conformance.ReferenceTests;

using Initialization = NetDsl.Compiler.Layers.Initialization;
using Schedule = NetDsl.Compiler.Binding.Schedule;
using Shape = NetDsl.Compiler.Binding.Shape;

/// <summary>Networks without their text: the reference is tested without the compiler's front end.</summary>
internal sealed class NetworkBuilder(Shape input)
{
    private readonly List<Layer> layers = [];

    private Shape Last => layers.Count == 0 ? input : layers[^1].Output;

    private string NextName => $"l{layers.Count}";

    /// <summary>Padding is for top, left, bottom and right.</summary>
    public NetworkBuilder Convolution(int filters, Window window, Window stride, Padding padding)
    {
        var output = Shape.Image(
            filters,
            (Last.Height + padding.Top + padding.Bottom - window.Height) / stride.Height + 1,
            (Last.Width + padding.Left + padding.Right - window.Width) / stride.Width + 1);
        return Add(new ConvolutionLayer(
            NextName, null, Last, output, new WindowGrid(window, stride, padding, new(1, 1)), Groups: 1, HasBias: true,
            default));
    }

    /// <summary>The output's size is given: rounding is the binder's work.</summary>
    public NetworkBuilder Pooling(
        PoolingKind kind, int height, int width, Window window, Window stride, Padding padding)
    {
        var output = Shape.Image(Last.Channels, height, width);
        return Add(new PoolingLayer(NextName, null, Last, output, kind, window, stride, padding, RoundUp: false));
    }

    /// <summary>The slope is a leaky relu's.</summary>
    public NetworkBuilder Activation(ActivationKind kind, double slope = 0) =>
        Add(new ActivationLayer(NextName, null, Last, kind, slope));

    public NetworkBuilder BatchNorm(double epsilon) =>
        Add(new BatchNormLayer(NextName, null, Last, Momentum: 0.1, epsilon));

    public NetworkBuilder Dropout(double rate) => Add(new DropoutLayer(NextName, null, Last, rate));

    public NetworkBuilder Dense(int units, bool hasBias = true) =>
        Add(new DenseLayer(NextName, null, Last, Shape.Features(units), hasBias, default(Initialization)));

    public Network Build(LossFunction loss)
    {
        var head = new OutputHead(layers[^1].Name, layers.Count - 1, Last, loss, EquatableArray<string>.Empty);
        return new Network("Built", null, "x", input, layers.ToEquatableArray(), new([head]), EquatableArray<Schedule>.Empty,
            EquatableArray<RecomputedRange>.Empty);
    }

    private NetworkBuilder Add(Layer layer)
    {
        layers.Add(layer with { Sources = new([layers.Count - 1]) });
        return this;
    }
}
