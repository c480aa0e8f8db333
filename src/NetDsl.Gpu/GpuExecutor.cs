using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A network on a GPU, or on ILGPU's CPU accelerator.</summary>
public sealed class GpuExecutor : Executor
{
    // inference without a reservation runs in pieces of so many examples
    private const int DefaultCapacity = 256;

    private readonly GpuDevice device;
    private readonly IGpuProgram program;
    private readonly ModelLayout layout;
    private readonly Launcher launcher;
    private readonly Memory memory;
    private readonly Workspace workspace;
    private readonly Staging staging;
    private readonly int inputSize;
    private readonly int? groupSize;
    private GpuStep lastStep;
    private DeviceRules? rules;

    internal GpuExecutor(GpuDevice device, IGpuProgram program, int? groupSize = null)
        : this(device, program, groupSize, shared: null)
    {
    }

    // shared: null for weights of its own
    private GpuExecutor(GpuDevice device, IGpuProgram program, int? groupSize, GpuWeights? shared)
    {
        this.groupSize = groupSize;
        this.device = device;
        this.program = program;
        layout = program.Layout;
        inputSize = layout.InputShape.Count;
        launcher = new Launcher(device, groupSize);
        memory = new Memory(
            device, launcher.Stream, layout, shared ?? new GpuWeights(device, launcher.Stream, layout));
        workspace = new Workspace(device, layout);
        staging = new Staging(device.Accelerator, launcher.Stream);
    }

    /// <inheritdoc/>
    public override string Description => device.Description;

    /// <summary>What it runs: to run the same in groups of another size.</summary>
    internal IGpuProgram Program => program;

    /// <summary>The program on this device; null where the CPU's own kernels are meant: for <see cref="Device.Cpu"/>,
    /// and for <see cref="Device.Auto"/> where there is no CUDA device.</summary>
    /// <exception cref="DeviceException">There is no such device, or it cannot be used: the message says what was
    /// looked for, what was found and what to do.</exception>
    public static Executor? TryCreate(Device device, IGpuProgram program)
        => GpuDevices.Open(device) is { } opened ? new GpuExecutor(opened, program) : null;

    /// <inheritdoc/>
    public override void ReadParameters(Span<float> destination)
    {
        using Scope use = Open();
        Transfer.Read(launcher.Stream, memory.Parameters, destination);
    }

    /// <inheritdoc/>
    public override void WriteParameters(ReadOnlySpan<float> source)
    {
        using Scope use = Open();
        memory.BeforeChange();
        Transfer.Write(launcher.Stream, source, memory.Parameters);
    }

    /// <inheritdoc/>
    public override void ReadGradients(Span<float> destination)
    {
        using Scope use = Open();
        Transfer.Read(launcher.Stream, memory.Gradients, destination);
    }

    /// <inheritdoc/>
    public override void ReadOptimizerState(int index, Span<float> destination)
    {
        using Scope use = Open();
        Transfer.Read(launcher.Stream, memory.OptimizerState(index), destination);
    }

    /// <inheritdoc/>
    public override void WriteOptimizerState(int index, ReadOnlySpan<float> source)
    {
        using Scope use = Open();
        Transfer.Write(launcher.Stream, source, memory.OptimizerState(index));
    }

    /// <inheritdoc/>
    public override void Reserve(int batch, bool training)
    {
        using Scope use = Open();
        if (training)
            memory.ReserveTraining();
        if (workspace.Reserve(batch, training))
            lastStep = default;
        // in training examples with targets and labels one way and losses the other, in inference inputs and outputs
        long ofTraining = inputSize + layout.TargetSize + layout.LabelColumns + 2;
        staging.Reserve(Math.Max(
            workspace.TrainingCapacity * ofTraining,
            workspace.InferenceCapacity * ((long)inputSize + layout.OutputSize)));
    }

    /// <inheritdoc/>
    public override void Infer(ReadOnlySpan<float> inputs, int count, Span<float> outputs)
    {
        using Scope use = Open();
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs.Length, (long)count * inputSize, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs.Length, (long)count * layout.OutputSize, nameof(outputs));
        lastStep = default;
        if (workspace.InferenceCapacity == 0)
            Reserve(Math.Clamp(count, 1, DefaultCapacity), training: false);
        memory.Weights.Prepare(program, new GpuStep(launcher, memory, workspace, batch: 1, default));
        for (int start = 0; start < count;)
        {
            int chunk = Math.Min(count - start, workspace.InferenceCapacity);
            var step = new GpuStep(launcher, memory, workspace, chunk, default);
            staging.Clear();
            staging.Upload(inputs.Slice(start * inputSize, chunk * inputSize), step.Input.View);
            program.Infer(step);
            var results = staging.Download(step.Output.View);
            launcher.Stream.Synchronize();
            results.CopyTo(outputs[(start * layout.OutputSize)..]);
            start += chunk;
        }
    }

    /// <inheritdoc/>
    public override BatchResult Differentiate(Batch batch, in RandomPosition random)
    {
        using Scope use = Open();
        RunPasses(batch, random);
        return ReadResult();
    }

    /// <inheritdoc/>
    public override BatchResult Train(Batch batch, in RandomPosition random, in UpdateStep update)
    {
        using Scope use = Open();
        RunPasses(batch, random);
        CheckLosses();
        memory.BeforeChange();
        Updates.Launch(
            launcher, memory, workspace.Finite, layout, update, RulesOnDevice(update.Rules), lastStep.Count);
        StatisticUpdate.Launch(launcher, memory, workspace.Finite);
        return ReadResult();
    }

    /// <inheritdoc/>
    public override BatchResult Accumulate(Batch batch, in RandomPosition random, bool first)
    {
        using Scope use = Open();
        RunPasses(batch, random);
        CheckLosses();
        launcher.LaunchOver(
            new AccumulateGradients(memory.Accumulated, memory.Gradients, lastStep.Count, first ? 1 : 0),
            layout.ParameterFloats);
        memory.BeforeChange();
        StatisticUpdate.Launch(launcher, memory, workspace.Finite);
        return ReadResult();
    }

    /// <inheritdoc/>
    public override void ReadAccumulated(Span<float> destination)
    {
        using Scope use = Open();
        Transfer.Read(launcher.Stream, memory.Accumulated, destination);
    }

    /// <inheritdoc/>
    public override void WriteAccumulated(ReadOnlySpan<float> source)
    {
        using Scope use = Open();
        Transfer.Write(launcher.Stream, source, memory.Accumulated);
    }

    /// <inheritdoc/>
    public override int FindNonFiniteLayer()
    {
        using Scope use = Open();
        // backward has overwritten activations by now, while inputs, parameters and random numbers are the step's own
        if (lastStep.Count > 0)
            program.Forward(lastStep);
        var parameters = new float[layout.ParameterFloats];
        ReadParameters(parameters);
        return NonFiniteLayer.Find(layout, parameters, slot =>
        {
            if (lastStep.Count == 0)
                return [];
            var view = lastStep.At(slot).View;
            var values = new float[view.Length];
            Transfer.Read(launcher.Stream, view, values);
            return values;
        });
    }

    /// <inheritdoc/>
    public override int FindNonFiniteParameter()
    {
        using Scope use = Open();
        var parameters = new float[layout.ParameterFloats];
        ReadParameters(parameters);
        return NonFiniteLayer.FindParameter(layout, parameters);
    }

    /// <inheritdoc/>
    public override Executor Fork()
    {
        using Scope use = Open();
        return new GpuExecutor(device, program, groupSize, memory.Weights.Share(launcher.Stream));
    }

    internal override bool SharesWeightsWith(Executor other)
        => other is GpuExecutor gpu && gpu.memory.Weights == memory.Weights;

    private protected override void Free()
    {
        rules?.Dispose();
        staging.Dispose();
        workspace.Dispose();
        memory.Dispose();
        launcher.Dispose();
    }

    // updates ask on the device, so that no step waits for the host in its middle
    private void CheckLosses() => launcher.Launch(
        new FiniteLosses(lastStep.Losses, workspace.Finite, lastStep.Count),
        new Index3D(1, 1, 1),
        GroupReduction.MaximalGroupSize);

    // a stage's rules are the same object for all of its steps
    private DeviceRules? RulesOnDevice(UpdateRules? wanted)
    {
        if (wanted is null || rules?.Rules == wanted)
            return wanted is null ? null : rules;
        rules?.Dispose();
        return rules = new DeviceRules(device.Accelerator, wanted);
    }

    private void RunPasses(Batch batch, in RandomPosition random)
    {
        if (batch.Count > workspace.TrainingCapacity)
            Reserve(batch.Count, training: true);
        lastStep = new GpuStep(launcher, memory, workspace, batch.Count, random);
        staging.Clear();
        staging.Upload<float>(batch.Inputs[..(batch.Count * inputSize)], lastStep.Input.View);
        for (int column = 0; column < layout.LabelColumns; column++)
            staging.Upload<int>(batch.LabelsOf(column)[..batch.Count], lastStep.LabelsOf(column));
        if (batch.TargetSize > 0)
            staging.Upload<float>(batch.Targets[..(batch.Count * batch.TargetSize)], lastStep.Targets);
        program.Forward(lastStep);
        program.Backward(lastStep);
    }

    // sums in double, in the examples' order
    private BatchResult ReadResult()
    {
        var losses = staging.Download(lastStep.Losses);
        var wrong = staging.Download(lastStep.Wrong);
        launcher.Stream.Synchronize();
        double loss = 0;
        int count = 0;
        for (int example = 0; example < losses.Length; example++)
        {
            loss += losses[example];
            count += (int)wrong[example];
        }

        return new BatchResult(loss, count);
    }
}
