using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Consecutive values of a batch [examples, size] with a word of <see cref="Philox"/> each, four to a block, by
/// their index in the batch, wherever they lie.</summary>
internal static class RandomRun
{
    /// <summary>Hands each value its word.</summary>
    /// <param name="first">The first value's index in the batch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Draw<TUse>(TUse use, long first, int count, int stream, in RandomPosition random)
        where TUse : struct, IWordUse
    {
        int i = 0;
        if ((first & 3) == 0)
        {
            for (int blocks; (blocks = Math.Min(PhiloxBlocks.Count, (count - i) / 4)) > 0; i += 4 * blocks)
            {
                DrawBlocks(use, i, (uint)((first + i) >> 2), blocks, stream, random);
            }
        }

        while (i < count)
        {
            PhiloxBlock block = Philox.At((uint)((first + i) >> 2), stream, random.Step, random.Seed);
            for (int word = (int)((first + i) & 3); word < 4 && i < count; word++, i++)
            {
                use.Take(Philox.Uniform(block.Word(word)), i);
            }
        }
    }

    /// <summary>Whole blocks, <see cref="PhiloxBlocks.Count"/> at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DrawBlocks<TUse>(
        TUse use, int first, uint index, int blocks, int stream, in RandomPosition random)
        where TUse : struct, IWordUse
    {
        if (!PhiloxBlocks.IsSupported)
        {
            for (int i = 0; i < blocks; i++)
            {
                PhiloxBlock one = Philox.At(index + (uint)i, stream, random.Step, random.Seed);
                use.Take(Uniform(Vector128.Create(one.Word0, one.Word1, one.Word2, one.Word3)), first + (4 * i));
            }

            return;
        }

        PhiloxBlocks all = PhiloxBlocks.At(index, stream, random.Step, random.Seed);
        for (int i = 0; i < blocks; i++)
        {
            use.Take(Uniform(all.Words(i)), first + (4 * i));
        }
    }

    // Philox.Uniform: exact, for 24 bits are
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Uniform(Vector128<uint> words) =>
        Vector128.ConvertToSingle((words >>> 8).AsInt32()) * (1f / 16_777_216f);
}
