namespace NetDsl.Conformance.Devices;

/// <summary>
/// One run of each network for all tests of a class: kernels are compiled once. Each test writes its own parameters.
/// </summary>
public sealed class RunCache : IDisposable
{
    private readonly Dictionary<string, DeviceRun> runs = [];

    internal DeviceRun Get(Subject subject, Func<Subject, DeviceRun> start)
    {
        if (!runs.TryGetValue(subject.Name, out var run))
            runs.Add(subject.Name, run = start(subject));
        return run;
    }

    public void Dispose()
    {
        foreach (var run in runs.Values)
            run.Dispose();
    }
}
