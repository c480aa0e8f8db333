using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Stages;

/// <summary>Layers below throw-away outputs: for each of the network's, a dense layer with its loss and its labels.</summary>
internal static class SupervisedNetwork
{
    public static Network Of(Network network, LayerGroup group, LayerRange range)
    {
        var layers = group.Layers.ToList();
        var last = layers.Count - 1;
        var heads = new List<OutputHead>();
        foreach (var head in network.MainOutputs)
        {
            var name = $"{range.Last ?? range.First}_{head.Name}";
            heads.Add(head with { Layer = layers.Count, Shape = Shape.Features(head.Units) });
            layers.Add(new DenseLayer(
                name, null, group.Output, Shape.Features(head.Units), HasBias: true,
                new Initialization(InitializationKind.Xavier))
            {
                Sources = new([last]),
            });
        }

        return NetworkPart.Of(network, layers.ToEquatableArray(), [.. heads]) with
        {
            InputName = group.SourceName,
            Input = group.Input,
            Preparation = group.Source < 0 ? network.Preparation : null,
        };
    }
}
