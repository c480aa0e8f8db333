using NetDsl.Conformance.Reference;
using NetDsl.Cpu;

namespace NetDsl.Conformance.Devices;

/// <summary>A network on a device, spoken to in the reference's terms.</summary>
internal sealed class DeviceRun(ModelLayout layout, Executor executor, params IDisposable[] owned) : IDisposable
{
    /// <summary>The device as the model chooses it.</summary>
    public static DeviceRun On(Subject subject, Device device)
    {
        var model = subject.Create(0, device);
        return new DeviceRun(model.ModelLayout, model.Executor, model);
    }

    /// <summary>The CPU at a width and a number of threads that a model would not choose by itself.</summary>
    public static DeviceRun OnCpu(Subject subject, CpuOptions options)
    {
        var model = subject.Create(0, Device.Cpu);
        var executor = CpuExecutor.Create(Device.Cpu, ((CpuExecutor)model.Executor).Program, options);
        return new DeviceRun(model.ModelLayout, executor, executor, model);
    }

    public ModelLayout Layout => layout;

    public Executor Executor => executor;

    public void WriteParameters(Dictionary<string, double[]> parameters) =>
        executor.WriteParameters(ParameterTensors.Pack(layout, parameters));

    /// <summary>As at the start of a stage.</summary>
    public void ClearOptimizerState()
    {
        for (int index = 0; index < 2; index++)
            executor.WriteOptimizerState(index, new float[layout.ParameterFloats]);
    }

    public Dictionary<string, double[]> ReadParameters()
    {
        var packed = new float[layout.ParameterFloats];
        executor.ReadParameters(packed);
        return ParameterTensors.Unpack(layout, packed);
    }

    public Dictionary<string, double[]> ReadGradients()
    {
        var packed = new float[layout.ParameterFloats];
        executor.ReadGradients(packed);
        return ParameterTensors.Unpack(layout, packed);
    }

    public double[] Infer(Examples examples)
    {
        var outputs = new float[examples.Count * layout.OutputSize];
        executor.Infer(Array.ConvertAll(examples.Inputs, value => (float)value), examples.Count, outputs);
        return Array.ConvertAll(outputs, value => (double)value);
    }

    public BatchResult Differentiate(Examples examples, RandomPosition random)
    {
        using var batch = ToBatch(examples);
        return executor.Differentiate(batch, random);
    }

    public BatchResult Train(Examples examples, RandomPosition random, UpdateStep update)
    {
        using var batch = ToBatch(examples);
        executor.Reserve(examples.Count, training: true);
        return executor.Train(batch, random, update);
    }

    public BatchResult Accumulate(Examples examples, RandomPosition random, bool first)
    {
        using var batch = ToBatch(examples);
        executor.Reserve(examples.Count, training: true);
        return executor.Accumulate(batch, random, first);
    }

    public void Dispose()
    {
        foreach (var disposable in owned)
            disposable.Dispose();
    }

    private Batch ToBatch(Examples examples)
    {
        int columns = examples.Labels.Length / examples.Count;
        var batch = new Batch(
            examples.Count, layout.InputShape.Count, examples.Targets.Length / examples.Count, columns)
        {
            Count = examples.Count,
        };
        Array.ConvertAll(examples.Inputs, value => (float)value).CopyTo(batch.Inputs);
        for (int column = 0; column < columns; column++)
            examples.Labels.AsSpan(column * examples.Count, examples.Count).CopyTo(batch.LabelsOf(column));
        Array.ConvertAll(examples.Targets, value => (float)value).CopyTo(batch.Targets);
        return batch;
    }
}
