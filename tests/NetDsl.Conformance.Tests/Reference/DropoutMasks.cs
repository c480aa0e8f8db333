using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>Dropout's masks as <see cref="Philox"/> documents them.</summary>
internal static class DropoutMasks
{
    /// <summary>The masks of all the network's dropouts at one step. A layer's stream is its index.</summary>
    public static DropoutMask At(ReferenceNetwork reference, RandomPosition position) => (layer, index) =>
    {
        var dropout = (DropoutLayer)reference.Network.Layers[layer];
        PhiloxBlock block = Philox.At((uint)index / 4, stream: layer, position.Step, position.Seed);
        return Philox.Uniform(block.Word(index % 4)) >= (float)dropout.Rate;
    };
}
