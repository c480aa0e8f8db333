namespace NetDsl;

/// <summary>What a <see cref="Device"/> is and what runs it.</summary>
public enum DeviceKind
{
    /// <summary>CUDA where the project references NetDsl.Gpu and there is such a device, else the CPU.</summary>
    Auto,

    /// <summary>SIMD and threads; needs nothing installed.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by ILGPU; needs NetDsl.Gpu.</summary>
    Cuda,

    /// <summary>Any OpenCL 2 GPU, by ILGPU; needs NetDsl.Gpu.</summary>
    OpenCl,

    /// <summary>ILGPU's own CPU accelerator: about a thousand times slower than the CPU's own kernels; verifies the C#
    /// of the GPU's.</summary>
    IlgpuCpu,
}
