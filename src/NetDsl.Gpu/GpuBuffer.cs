using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A tensor in the device's memory; <c>default</c> stands for none.</summary>
public readonly struct GpuBuffer
{
    private readonly int start;

    /// <param name="start">Floats from an aligned place to the first value.</param>
    internal GpuBuffer(ArrayView<float> view, int stride, int start = 0)
        => (View, Stride, this.start) = (view, stride, start);

    /// <summary>Whether there is no tensor.</summary>
    public bool IsNone => View.Length == 0;

    internal bool Exists => View.Length > 0;

    /// <summary>From the first example's first value to the last example's last.</summary>
    internal ArrayView<float> View { get; }

    /// <summary>Floats from one example to the next: more than the tensor's size where it is part of another, such as a
    /// branch of a concatenation. Of a parameter its size.</summary>
    internal int Stride { get; }

    /// <summary>Each example's values from one on, or a parameter's.</summary>
    internal GpuBuffer From(int value)
        => IsNone ? this : new(View.SubView(value, View.Length - value), Stride, start + value);

    /// <summary>Some of a batch's examples.</summary>
    internal GpuBuffer Examples(int first, int count)
    {
        long skipped = (long)first * Stride;
        return IsNone
            ? this
            : new(View.SubView(skipped, Math.Min((long)count * Stride, View.Length - skipped)), Stride, start);
    }

    /// <summary>Whether each example consists of rows of <paramref name="size"/> values that start where four floats
    /// can be loaded at once.</summary>
    internal bool HasQuads(int size) => size % 4 == 0 && Stride % 4 == 0 && start % 4 == 0;
}
