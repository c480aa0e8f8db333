using NetDsl.Cpu;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>Buffers of random values that live as long as the program.</summary>
internal static unsafe class KernelMemory
{
    private static readonly List<NativeArena> Arenas = [];

    /// <param name="stride">Values of an example.</param>
    public static TensorBuffer Allocate(long values, int stride)
    {
        var arena = new NativeArena();
        float* pointer = arena.Grow(values);
        var random = new Random(1);
        for (long i = 0; i < values; i++)
        {
            pointer[i] = random.NextSingle() - 0.5f;
        }

        Arenas.Add(arena);
        return new TensorBuffer(pointer, stride);
    }
}
