using NetDsl.Cpu;

namespace NetDsl.Conformance.Devices;

/// <summary>
/// The CPU's kernels at one vector width, on two threads; at the widest of the machine where that is less.
/// </summary>
public abstract class CpuConformanceTests(RunCache cache, SimdWidth width) : DeviceConformanceTests(cache)
{
    private protected sealed override DeviceRun Start(Subject subject) =>
        DeviceRun.OnCpu(subject, new CpuOptions(Threads: 2, width < SimdWidths.Widest ? width : SimdWidths.Widest));

    [Theory]
    [InlineData("Wide", 1, 1)]
    [InlineData("Wide", 6, 5)]
    [InlineData("Broad", 1, 1)]
    [InlineData("Broad", 6, 5)]
    public void Large_network_infers_as_the_reference_does(string name, int capacity, int count) =>
        CheckInference(Subjects.Named(name), capacity, count);

    [Theory]
    [InlineData("Wide", 1, 1)]
    [InlineData("Wide", 6, 5)]
    [InlineData("Broad", 6, 5)]
    public void Large_network_has_the_references_loss_and_gradients(string name, int capacity, int count) =>
        CheckGradients(Subjects.Named(name), capacity, count);
}
