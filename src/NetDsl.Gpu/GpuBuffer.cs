using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A tensor in the device's memory; <c>default</c> stands for none.</summary>
public readonly struct GpuBuffer
{
    internal GpuBuffer(ArrayView<float> view, int stride) => (View, Stride) = (view, stride);

    /// <summary>Whether there is no tensor.</summary>
    public bool IsNone => View.Length == 0;

    internal bool Exists => View.Length > 0;

    /// <summary>From the first example's first value to the last example's last.</summary>
    internal ArrayView<float> View { get; }

    /// <summary>Floats from one example to the next: more than the tensor's size where it is part of another, such as a
    /// branch of a concatenation. Of a parameter its size.</summary>
    internal int Stride { get; }
}
