namespace NetDsl.Conformance.Reference;

/// <summary>The 32 random bits that a layer draws for a value.</summary>
/// <param name="layer">The layer's index in the network.</param>
/// <param name="index">The value's index in its tensor [count, size].</param>
internal delegate uint RandomWord(int layer, int index);

/// <summary>The bits as <see cref="Philox"/> documents them.</summary>
internal static class RandomWords
{
    /// <summary>Those of one step. A layer's stream is its index.</summary>
    public static RandomWord At(RandomPosition position) => (layer, index) =>
        Philox.At((uint)index / 4, stream: layer, position.Step, position.Seed).Word(index % 4);
}
