namespace NetDsl.Conformance.Devices;

/// <summary>The GPU's kernels as ILGPU's compiler makes them: on a GPU where there is one with OpenCL, else on the CPU,
/// by PoCL.</summary>
[NeedsOpenCl]
[Collection(OpenClCollection.Name)]
public sealed class OpenClConformanceTests(RunCache cache) : DeviceConformanceTests(cache)
{
    private protected override DeviceRun Start(Subject subject) => DeviceRun.On(subject, Device.OpenCl);

    // several tiles of a product in every direction
    [DeviceTheory]
    [InlineData("Wide", 6, 5)]
    public void Large_network_infers_as_the_reference_does(string name, int capacity, int count) =>
        CheckInference(Subjects.Named(name), capacity, count);

    [DeviceTheory]
    [InlineData("Wide", 6, 5)]
    public void Large_network_has_the_references_loss_and_gradients(string name, int capacity, int count) =>
        CheckGradients(Subjects.Named(name), capacity, count);
}
