using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Units drawn at random. The numbers follow from <see cref="Philox"/>, four to a block, by a unit's index in
/// the batch [examples, units], wherever the units lie.</summary>
internal static unsafe class UnitDraws
{
    private const float WholeTurn = 2 * MathF.PI / 16_777_216f;

    /// <summary>samples = u &lt; means ? 1 : 0; may be in place.</summary>
    /// <param name="first">The first unit's index in the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Bernoulli(
        float* means, float* samples, long first, int count, int stream, in RandomPosition random)
    {
        int i = 0;
        if ((first & 3) == 0)
        {
            for (int blocks; (blocks = Math.Min(PhiloxBlocks.Count, (count - i) / 4)) > 0; i += 4 * blocks)
            {
                BernoulliBlocks(means + i, samples + i, (uint)((first + i) >> 2), blocks, stream, random);
            }
        }

        while (i < count)
        {
            PhiloxBlock block = Philox.At((uint)((first + i) >> 2), stream, random.Step, random.Seed);
            for (int word = (int)((first + i) & 3); word < 4 && i < count; word++, i++)
            {
                samples[i] = Philox.Uniform(block.Word(word)) < means[i] ? 1 : 0;
            }
        }
    }

    /// <summary>Whole blocks, <see cref="PhiloxBlocks.Count"/> at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BernoulliBlocks(
        float* means, float* samples, uint index, int blocks, int stream, in RandomPosition random)
    {
        if (!PhiloxBlocks.IsSupported)
        {
            for (int i = 0; i < blocks; i++)
            {
                PhiloxBlock one = Philox.At(index + (uint)i, stream, random.Step, random.Seed);
                Draw(Vector128.Create(one.Word0, one.Word1, one.Word2, one.Word3), means + (4 * i), samples + (4 * i));
            }

            return;
        }

        PhiloxBlocks all = PhiloxBlocks.At(index, stream, random.Step, random.Seed);
        for (int i = 0; i < blocks; i++)
        {
            Draw(all.Words(i), means + (4 * i), samples + (4 * i));
        }
    }

    /// <summary>Four units by a block's words, without a branch: which way it went would be chance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Draw(Vector128<uint> words, float* means, float* samples)
    {
        // Philox.Uniform: exact, for 24 bits are
        Vector128<float> uniform = Vector128.ConvertToSingle((words >>> 8).AsInt32()) * (1f / 16_777_216f);
        Vector128<float> isLess = Vector128.LessThan(uniform, Vector128.Load(means));
        (isLess & Vector128.Create(1f)).Store(samples);
    }

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
