using System.Diagnostics;
using System.Runtime.CompilerServices;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class NativeArenaTests
{
    private const long Floats = 1 << 20;

    [Fact]
    public void Grown_memory_keeps_its_values_and_is_zero_behind_them()
    {
        using var arena = new NativeArena();
        Fill(arena, 100, 1);
        Span<float> values = Grow(arena, 5000);

        Assert.All(values[..100].ToArray(), value => Assert.Equal(1, value));
        Assert.All(values[100..].ToArray(), value => Assert.Equal(0, value));
    }

    // 4 GB, of which the garbage collector sees a few kilobytes
    [Fact]
    public void Memory_that_nobody_disposes_of_is_freed()
    {
        using var process = Process.GetCurrentProcess();
        long before = process.WorkingSet64;
        for (int i = 0; i < 1024; i++)
        {
            Leave();
            if (i % 64 == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }

        process.Refresh();
        Assert.InRange(process.WorkingSet64 - before, long.MinValue, 1024 * Floats * sizeof(float) / 2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Leave() => Fill(new NativeArena(), Floats, 1);

    private static void Fill(NativeArena arena, long floats, float value)
    {
        Grow(arena, floats).Fill(value);
        GC.KeepAlive(arena);
    }

    private static unsafe Span<float> Grow(NativeArena arena, long floats) => new(arena.Grow(floats), (int)floats);
}
