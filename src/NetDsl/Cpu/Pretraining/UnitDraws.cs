namespace NetDsl.Cpu;

/// <summary>Units drawn at random. The numbers follow from <see cref="Philox"/>, four to a block, by a unit's index in
/// the batch [examples, units], wherever the units lie.</summary>
internal static unsafe class UnitDraws
{
    private const float WholeTurn = 2 * MathF.PI / 16_777_216f;

    /// <summary>samples = u &lt; means ? 1 : 0; may be in place.</summary>
    /// <param name="first">The first unit's index in the batch.</param>
    public static void Bernoulli(
        float* means, float* samples, long first, int count, int stream, in RandomPosition random) =>
        RandomRun.Draw(new UnitUse(means, samples), first, count, stream, random);

    /// <summary>samples = means + a normal number of deviation 1; may be in place.</summary>
    /// <remarks>Box and Muller 1958: words 0 and 1 of a block make the numbers of units 0 and 1, words 2 and 3 those of
    /// units 2 and 3.</remarks>
    /// <param name="first">The first unit's index in the batch.</param>
    public static void Normal(
        float* means, float* samples, long first, int count, int stream, in RandomPosition random)
    {
        for (int i = 0; i < count; i++)
        {
            PhiloxBlock block = Philox.At((uint)((first + i) >> 2), stream, random.Step, random.Seed);
            int word = (int)((first + i) & 3);
            samples[i] = means[i] + Normal(block.Word(word & 2), block.Word(word | 1), isSecond: (word & 1) != 0);
        }
    }

    // the radius is of a number in (0, 1) that float32 holds exactly: its logarithm is finite
    private static float Normal(uint radius, uint angle, bool isSecond)
    {
        float length = MathF.Sqrt(-2 * MathF.Log(((radius >> 9) + 0.5f) * (1f / 8_388_608f)));
        float turn = (angle >> 8) * WholeTurn;
        return length * (isSecond ? MathF.Sin(turn) : MathF.Cos(turn));
    }
}
