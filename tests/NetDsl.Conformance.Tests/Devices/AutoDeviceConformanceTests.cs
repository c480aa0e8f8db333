namespace NetDsl.Conformance.Devices;

/// <summary>What a user gets who names no device: CUDA where there is one, else the CPU as it is.</summary>
public sealed class AutoDeviceConformanceTests(RunCache cache) : DeviceConformanceTests(cache)
{
    private protected override DeviceRun Start(Subject subject) => DeviceRun.On(subject, Device.Auto);
}
