using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A tensor in the device's memory; <c>default</c> stands for none.</summary>
public readonly struct GpuBuffer
{
    internal GpuBuffer(ArrayView<float> view) => View = view;

    /// <summary>There is a tensor.</summary>
    public bool Exists => View.Length > 0;

    internal ArrayView<float> View { get; }
}
