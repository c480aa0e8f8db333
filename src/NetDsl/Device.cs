namespace NetDsl;

/// <summary>Where a network runs.</summary>
public enum Device
{
    /// <summary>CUDA where the project references NetDsl.Gpu and there is such a device, else the CPU.</summary>
    Auto,

    /// <summary>SIMD and threads; needs nothing installed.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU, by ILGPU; needs NetDsl.Gpu.</summary>
    Cuda,

    /// <summary>Any OpenCL 2 GPU, by ILGPU; needs NetDsl.Gpu.</summary>
    OpenCl,

    /// <summary>ILGPU's own CPU accelerator: about a thousand times slower than <see cref="Cpu"/>; verifies kernels.</summary>
    IlgpuCpu,
}
