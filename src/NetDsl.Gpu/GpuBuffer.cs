using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A tensor in the device's memory; <c>default</c> stands for none.</summary>
public readonly struct GpuBuffer
{
    internal GpuBuffer(ArrayView<float> view) => View = view;

    /// <summary>Whether there is no tensor.</summary>
    public bool IsNone => View.Length == 0;

    internal bool Exists => View.Length > 0;

    internal ArrayView<float> View { get; }
}
