using CsCheck;
using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

/// <summary>Kernels outside a network: machines of every width and 1, 2 and 3 threads, buffers, comparison.</summary>
[Collection("kernels")]
public abstract unsafe class KernelTest : IDisposable
{
    /// <summary>Relative to the sum of the terms' absolute values, for sums of up to some thousand terms.</summary>
    protected const double SumTolerance = 3e-6;

    /// <summary>Of functions that are accurate to a few units in the last place.</summary>
    protected const double FunctionTolerance = 1e-6;

    private readonly List<Machine> machines = [];
    private readonly List<NativeArena> arenas = [];

    /// <summary>Whether a batch's examples lie apart, as those of a part of a larger tensor do.</summary>
    private bool isApart;
    private int madeApart;

    protected static IEnumerable<SimdWidth> Widths => SimdWidths.Supported;

    public void Dispose()
    {
        machines.ForEach(machine => machine.Dispose());
        arenas.ForEach(arena => arena.Dispose());
        GC.SuppressFinalize(this);
    }

    /// <summary>Machines of one width and 1, 2 and 3 threads; the work is made large enough to be shared.</summary>
    internal Machine[] Machines(SimdWidth width)
    {
        Machine[] made = [.. Enumerable.Range(1, 3).Select(threads => new Machine(new CpuOptions(threads, width)))];
        foreach (Machine machine in made)
        {
            machine.SmallWork = 0;
        }

        machines.AddRange(made);
        return made;
    }

    /// <summary>A batch of examples: in the second half of a <see cref="Check"/> they lie apart, at an unaligned place,
    /// each buffer's by another distance.</summary>
    /// <param name="values">[count, size]</param>
    internal TensorBuffer Buffer(float[] values, int count) =>
        Buffer(values, count, isApart ? 1 + (madeApart++ % 5) : 0);

    /// <summary>A batch of examples, not computed yet: NaNs.</summary>
    /// <param name="size">Values of one example.</param>
    internal TensorBuffer Buffer(int size, int count) => Buffer([.. Enumerable.Repeat(float.NaN, size * count)], count);

    /// <summary>A parameter's buffer, or that of one example.</summary>
    internal TensorBuffer Buffer(params float[] values)
    {
        var arena = new NativeArena();
        arenas.Add(arena);
        values.CopyTo(new Span<float>(arena.Grow(Math.Max(1, values.Length)), values.Length));
        return new TensorBuffer(arena.Pointer, values.Length);
    }

    /// <summary>A batch of examples, with so many NaNs in front of, between and behind them: as part of another tensor.
    /// </summary>
    internal TensorBuffer Buffer(float[] values, int count, int gap)
    {
        int size = values.Length / count;
        int stride = size + gap;
        TensorBuffer whole = Buffer(gap + (count * stride));
        for (int example = 0; example < count; example++)
        {
            values.AsSpan(example * size, size).CopyTo(
                new Span<float>(whole.Pointer + gap + ((nint)example * stride), size));
        }

        return new TensorBuffer(whole.Pointer + gap, stride);
    }

    /// <summary>A batch of examples, not computed yet.</summary>
    internal TensorBuffer Buffer(int size, int count, int gap) =>
        Buffer([.. Enumerable.Repeat(float.NaN, size * count)], count, gap);

    /// <summary>A buffer of NaNs: a value that is left is not computed.</summary>
    internal TensorBuffer Buffer(int size) => Buffer([.. Enumerable.Repeat(float.NaN, size)]);

    internal static float[] Read(TensorBuffer buffer, int size) => new Span<float>(buffer.Pointer, size).ToArray();

    /// <summary>A batch of examples, between which nothing may have been written.</summary>
    internal static float[] Read(TensorBuffer buffer, int size, int count)
    {
        var values = new float[size * count];
        for (int example = 0; example < count; example++)
        {
            var stretch = new Span<float>(buffer.Example(example), buffer.Stride);
            stretch[..size].CopyTo(values.AsSpan(example * size));
            Assert.All(stretch[size..].ToArray(), value => Assert.True(float.IsNaN(value)));
        }

        return values;
    }

    internal static CpuStep Step(Machine machine, int count) => new() { Machine = machine, Count = count };

    /// <summary>Random values in −1 … 1, the same for the same seed.</summary>
    protected static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
    }

    protected static void Near(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
            {
                Assert.Fail($"At {i} of {expected.Length}: expected {expected[i]}, was {actual[i]}.");
            }
        }
    }

    /// <summary>Runs a kernel on every width and thread count, with examples that lie together and apart: near the
    /// reference, and equal bits on 1, 2 and 3 threads.</summary>
    internal void Check(double[] expected, double tolerance, Func<Machine, float[]> run)
    {
        foreach (SimdWidth width in Widths)
        {
            Check(expected, tolerance, width, run);
            isApart = true;
            Check(expected, tolerance, width, run);
            isApart = false;
        }

        machines.ForEach(machine => machine.Dispose());
        machines.Clear();
        arenas.ForEach(arena => arena.Dispose());
        arenas.Clear();
    }

    /// <summary>As <see cref="Check"/>, and with equal bits on every width: where all sum in one order.</summary>
    internal void CheckEqual(double[] expected, double tolerance, Func<Machine, float[]> run)
    {
        Check(expected, tolerance, run);
        float[][] results = [.. Widths.Select(width => run(Machines(width)[0]))];
        Assert.All(results, result => EqualBits(results[0], result));
    }

    private void Check(double[] expected, double tolerance, SimdWidth width, Func<Machine, float[]> run)
    {
        float[][] results = [.. Machines(width).Select(machine =>
        {
            madeApart = 0;
            return run(machine);
        })];
        Near(expected, results[0], tolerance);
        EqualBits(results[0], results[1]);
        EqualBits(results[0], results[2]);
    }

    // Assert.Equal takes seconds for a million values
    private static void EqualBits(float[] expected, float[] actual)
    {
        (int[] left, int[] right) = (Bits(expected), Bits(actual));
        if (!left.AsSpan().SequenceEqual(right))
        {
            Assert.Equal(left, right);
        }
    }

    /// <summary>Samples in one thread: the shapes are static.</summary>
    protected static void Sample<T>(Gen<T> gen, Action<T> test, int count) =>
        gen.Sample(test, iter: count, threads: 1, seed: "0000KOIPe036");

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
