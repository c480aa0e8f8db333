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
    [InlineData(1, 1)]
    [InlineData(6, 5)]
    public void Wide_network_infers_as_the_reference_does(int capacity, int count) =>
        CheckInference(Subjects.Wide, capacity, count);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 5)]
    public void Wide_network_has_the_references_loss_and_gradients(int capacity, int count) =>
        CheckGradients(Subjects.Wide, capacity, count);
}
