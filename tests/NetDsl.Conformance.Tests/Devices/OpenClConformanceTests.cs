namespace NetDsl.Conformance.Devices;

/// <summary>The GPU's kernels as ILGPU's compiler makes them: on a GPU where there is one with OpenCL, else on the CPU, by
/// PoCL.</summary>
[NeedsOpenCl]
[Collection(OpenClCollection.Name)]
public sealed class OpenClConformanceTests(RunCache cache) : DeviceConformanceTests(cache)
{
    private protected override DeviceRun Start(Subject subject) => DeviceRun.On(subject, Device.OpenCl);
}
