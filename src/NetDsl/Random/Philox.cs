namespace NetDsl;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon et al. 2011 ("Parallel random numbers: as easy as 1, 2, 3"): a
/// block of four words follows from a counter and a key alone, so every device and thread count draws the same stream.
/// Plain arithmetic on integers: also compiles as a GPU function.
/// </summary>
/// <remarks>
/// Dropout's mapping, the same on every device. For value i of example n of a batch, in a layer of Size values:
/// <code>
/// e       = n · Size + i
/// counter = (e / 4, stream, low 32 bits of step, high 32 bits of step)
/// key     = (low 32 bits of seed, high 32 bits of seed)
/// word    = the block's word e mod 4
/// u       = (word >> 8) · 2⁻²⁴,   in [0, 1)
/// output  = u &lt; rate ? 0 : input · (1 / (1 − rate)),   in float32
/// </code>
/// </remarks>
public static class Philox
{
    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>The block of a counter (four words) and a key (two words).</summary>
    public static PhiloxBlock Block(uint counter0, uint counter1, uint counter2, uint counter3, uint key0, uint key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * counter0;
            ulong product1 = (ulong)Multiplier1 * counter2;
            counter0 = (uint)(product1 >> 32) ^ counter1 ^ key0;
            counter1 = (uint)product1;
            counter2 = (uint)(product0 >> 32) ^ counter3 ^ key1;
            counter3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return new PhiloxBlock(counter0, counter1, counter2, counter3);
    }

    /// <summary>The block of a place in a stream at a step: see the mapping in the type's remarks.</summary>
    /// <param name="index">The block's index within the stream's step: the value's index / 4.</param>
    /// <param name="stream">Which stream: each layer that draws has its own.</param>
    /// <param name="step">The step since the schedule's start.</param>
    /// <param name="seed">The key.</param>
    public static PhiloxBlock At(uint index, int stream, long step, ulong seed) =>
        Block(index, (uint)stream, (uint)step, (uint)(step >> 32), (uint)seed, (uint)(seed >> 32));

    /// <summary>A word as a number in [0, 1): its upper 24 bits, exact in float32.</summary>
    /// <remarks>By way of <c>int</c>: both CPUs and ILGPU convert a <c>uint</c> through float64.</remarks>
    public static float Uniform(uint word) => (int)(word >> 8) * (1f / 16_777_216f);
}
