using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Boltzmann;

/// <summary>What `pretrain h1 rbm { … }` runs in place of the network: one layer, which is a restricted Boltzmann
/// machine, and one output, which is what inference measures of an example.</summary>
public static class BoltzmannNetwork
{
    /// <summary>The output's name.</summary>
    public const string Measures = "measures";

    /// <param name="name">The class's name.</param>
    /// <param name="network">The model's.</param>
    /// <param name="group">A dense layer and the sigmoid behind it.</param>
    /// <param name="batch">Examples of a step, at most: so many chains go on from step to step.</param>
    /// <exception cref="InvalidOperationException">The group is another: binding reports that.</exception>
    public static Network Make(string name, Network network, BoltzmannStage stage, LayerGroup group, int batch)
    {
        if (group.Layers[0] is not DenseLayer dense || group.Layers.Count != 2
            || group.Layers[1] is not ActivationLayer { Kind: ActivationKind.Sigmoid })
        {
            throw new InvalidOperationException($"{stage.Layers} of {network.Name} is no dense layer with a sigmoid");
        }

        var layer = new BoltzmannLayer(dense, stage, stage.IsPersistent ? batch : 0) { Sources = new([-1]) };
        var head = new OutputHead(
            Measures, 0, Shape.Features(layer.Measures), new BoltzmannLoss(), EquatableArray<string>.Empty);
        return network with
        {
            Name = name,
            Documentation = null,
            InputName = group.SourceName,
            Input = group.Input,
            Layers = new EquatableArray<Layer>([layer]),
            Outputs = new EquatableArray<OutputHead>([head]),
            Schedules = EquatableArray<Schedule>.Empty,
            Recomputed = EquatableArray<RecomputedRange>.Empty,
            Preparation = group.Source < 0 ? network.Preparation : null,
        };
    }
}
