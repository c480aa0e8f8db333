using ILGPU;

namespace NetDsl.Gpu.Tests;

/// <summary>Launches nothing, and remembers what it was asked for.</summary>
internal sealed class RecordingLauncher(GpuDevice device, int multiprocessors) : Launcher(device)
{
    /// <summary>The types of the kernels, in order of their launches.</summary>
    public List<Type> Launched { get; } = [];

    public override int Multiprocessors => multiprocessors;

    public override void Launch<TKernel>(TKernel kernel, Index3D groups, int groupSize) =>
        Launched.Add(typeof(TKernel));
}
