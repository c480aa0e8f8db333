namespace NetDsl.Conformance.Devices;

/// <summary>The GPU's kernels, on ILGPU's CPU accelerator: what CUDA and OpenCL run, where there is no GPU.</summary>
public sealed class IlgpuCpuConformanceTests(RunCache cache) : DeviceConformanceTests(cache)
{
    private protected override DeviceRun Start(Subject subject) => DeviceRun.On(subject, Device.IlgpuCpu);
}
