namespace NetDsl.Cpu;

/// <summary>The CPU device: SIMD and threads.</summary>
public sealed unsafe class CpuExecutor : Executor
{
    private readonly ICpuProgram program;
    private readonly Machine machine;
    private readonly CpuArena arena;
    private readonly StatisticTable statistics;
    private readonly NativeArena accumulated = new();
    private readonly CpuOptions options;
    private CpuWeights weights;
    private int lastCount;

    private CpuExecutor(ICpuProgram program, CpuOptions options, CpuWeights weights)
    {
        (this.program, this.options, this.weights) = (program, options, weights);
        machine = new Machine(options);
        arena = new CpuArena(program.Layout);
        statistics = StatisticTable.Of(program.Layout);
    }

    /// <summary>What it runs: to run the same on other threads and vectors.</summary>
    internal ICpuProgram Program => program;

    /// <inheritdoc/>
    public override string Description => machine.Width == SimdWidth.Scalar
        ? $"CPU, {machine.Team.Size} threads, no vectors"
        : $"CPU, {machine.Team.Size} threads, {32 * (int)machine.Width}-bit";

    internal Machine Machine => machine;

    internal CpuWeights Weights => weights;

    /// <summary>The CPU device for a program.</summary>
    /// <param name="device"><see cref="Device.Auto"/> or <see cref="Device.Cpu"/>.</param>
    /// <exception cref="DeviceException">Another device: those need the package NetDsl.Gpu.</exception>
    public static CpuExecutor Create(Device device, ICpuProgram program) => Create(device, program, new CpuOptions());

    /// <summary>The CPU device for a program, with a choice of threads and vectors.</summary>
    /// <param name="device"><see cref="Device.Auto"/> or <see cref="Device.Cpu"/>.</param>
    /// <exception cref="DeviceException">Another device, or vectors that this machine does not have.</exception>
    public static CpuExecutor Create(Device device, ICpuProgram program, CpuOptions options)
    {
        if (device.Kind is not (DeviceKind.Auto or DeviceKind.Cpu))
        {
            throw new DeviceException($"The device '{device}' needs the package NetDsl.Gpu: add a reference to it.");
        }

        if (options.WidthInUse > SimdWidths.Widest)
        {
            throw new DeviceException(
                $"This machine has no vectors of {32 * (int)options.WidthInUse} bits: leave CpuOptions.Width out.");
        }

        return new CpuExecutor(program, options, new CpuWeights(program.Layout));
    }

    /// <inheritdoc/>
    public override void ReadParameters(Span<float> destination)
    {
        using Scope use = Open();
        arena.Read(weights.Parameters, destination);
    }

    /// <inheritdoc/>
    public override void WriteParameters(ReadOnlySpan<float> source)
    {
        using Scope use = Open();
        BeforeChange();
        arena.Write(weights.Parameters, source);
    }

    /// <inheritdoc/>
    public override void ReadGradients(Span<float> destination)
    {
        using Scope use = Open();
        arena.Read(arena.Gradients, destination);
    }

    /// <inheritdoc/>
    public override void ReadOptimizerState(int index, Span<float> destination)
    {
        using Scope use = Open();
        arena.Read(arena.OptimizerState(index), destination);
    }

    /// <inheritdoc/>
    public override void WriteOptimizerState(int index, ReadOnlySpan<float> source)
    {
        using Scope use = Open();
        arena.Write(arena.OptimizerState(index), source);
    }

    /// <inheritdoc/>
    public override void Reserve(int batch, bool training)
    {
        using Scope use = Open();
        arena.Reserve(batch, training);
    }

    /// <inheritdoc/>
    public override void Infer(ReadOnlySpan<float> inputs, int count, Span<float> outputs)
    {
        using Scope use = Open();
        int inputSize = program.Layout.InputShape.Count;
        int outputSize = program.Layout.OutputSize;
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs.Length, (long)count * inputSize, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs.Length, (long)count * outputSize, nameof(outputs));
        if (arena.InferenceCapacity == 0)
        {
            arena.Reserve(1, training: false);
        }

        weights.Prepare(program, machine);
        fixed (float* input = inputs)
        fixed (float* output = outputs)
        {
            for (int first = 0; first < count; first += arena.InferenceCapacity)
            {
                program.Infer(new CpuStep
                {
                    Machine = machine,
                    Count = Math.Min(arena.InferenceCapacity, count - first),
                    Activations = arena.Activations,
                    Parameters = weights.Parameters,
                    PreparedPointer = weights.Prepared,
                    Kept = weights.Kept,
                    InputPointer = input + ((nint)first * inputSize),
                    InputSize = inputSize,
                    OutputPointer = output + ((nint)first * outputSize),
                    OutputSize = outputSize,
                });
            }
        }
    }

    /// <inheritdoc/>
    public override BatchResult Differentiate(Batch batch, in RandomPosition random)
    {
        using Scope use = Open();
        CpuStep step = TrainingStep(batch, random);
        program.Forward(step);
        BatchResult result = Sum(step);
        if (double.IsFinite(result.Loss))
        {
            program.Backward(step);
        }

        return result;
    }

    /// <inheritdoc/>
    public override BatchResult Train(Batch batch, in RandomPosition random, in UpdateStep update)
    {
        using Scope use = Open();
        BatchResult result = Differentiate(batch, random);
        if (double.IsFinite(result.Loss))
        {
            BeforeChange();
            int states = update.Optimizer.States;
            var memory = new UpdateMemory(
                weights.Parameters, arena.Gradients, accumulated.Pointer,
                states > 0 ? arena.OptimizerState(0) : null, states > 1 ? arena.OptimizerState(1) : null);
            UpdatePass.Run(machine, program.Layout, update, batch.Count, memory);
            StatisticUpdate.Run(machine, statistics, weights.Parameters, arena.Gradients);
        }

        return result;
    }

    /// <inheritdoc/>
    public override BatchResult Accumulate(Batch batch, in RandomPosition random, bool first)
    {
        using Scope use = Open();
        BatchResult result = Differentiate(batch, random);
        if (double.IsFinite(result.Loss))
        {
            int count = program.Layout.LearntFloats;
            var kernel = new AccumulateKernel(Accumulated(), arena.Gradients, batch.Count, first, count);
            machine.Run(kernel, kernel.Tasks, count);
            BeforeChange();
            StatisticUpdate.Run(machine, statistics, weights.Parameters, arena.Gradients);
        }

        return result;
    }

    /// <inheritdoc/>
    public override void ReadAccumulated(Span<float> destination)
    {
        using Scope use = Open();
        arena.Read(Accumulated(), destination);
    }

    /// <inheritdoc/>
    public override void WriteAccumulated(ReadOnlySpan<float> source)
    {
        using Scope use = Open();
        arena.Write(Accumulated(), source);
    }

    /// <inheritdoc/>
    public override int FindNonFiniteLayer()
    {
        using Scope use = Open();
        for (int i = 0; i < program.Layout.Layers.Length; i++)
        {
            LayerLayout layer = program.Layout.Layers[i];
            bool parametersFinite = program.Layout.Parameters
                .Where(parameter => layer.Owns(parameter, program.Layout.Layers))
                .All(IsFinite);
            ActivationSlot slot = layer.Output;
            float* output = arena.Activations + ((nint)lastCount * slot.Offset) + slot.Start;
            if (!parametersFinite || !AreFinite(output, slot))
            {
                return i;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override int FindNonFiniteParameter()
    {
        using Scope use = Open();
        return Array.FindIndex(program.Layout.Parameters, parameter => !IsFinite(parameter));
    }

    /// <inheritdoc/>
    public override Executor Fork()
    {
        using Scope use = Open();
        return new CpuExecutor(program, options, weights.Share());
    }

    internal override bool SharesWeightsWith(Executor other) => other is CpuExecutor cpu && cpu.weights == weights;

    private protected override void Free()
    {
        machine.Dispose();
        arena.Dispose();
        accumulated.Dispose();
        weights.Dispose();
    }

    /// <summary>Only schedules that accumulate need the memory.</summary>
    private float* Accumulated() => accumulated.Grow(program.Layout.ParameterFloats);

    /// <summary>Of the parameters: forks keep them as they are.</summary>
    private void BeforeChange() => weights = weights.ForChange();

    private bool IsFinite(ParameterLayout parameter) =>
        IsFinite(weights.Parameters + parameter.Offset, parameter.Shape.Count);

    private static BatchResult Sum(in CpuStep step)
    {
        double loss = 0;
        int wrong = 0;
        for (int i = 0; i < step.Count; i++)
        {
            loss += step.Losses[i];
            wrong += step.Wrong[i];
        }

        return new BatchResult(loss, wrong);
    }

    private bool AreFinite(float* output, ActivationSlot slot)
    {
        for (int example = 0; example < lastCount; example++)
        {
            if (!IsFinite(output + ((nint)example * slot.Stride), slot.Size))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFinite(float* values, long count)
    {
        for (long i = 0; i < count; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return false;
            }
        }

        return true;
    }

    private CpuStep TrainingStep(Batch batch, in RandomPosition random)
    {
        arena.Reserve(batch.Count, training: true);
        lastCount = batch.Count;
        return new CpuStep
        {
            Machine = machine,
            Count = batch.Count,
            Activations = arena.Activations,
            Parameters = weights.Parameters,
            Gradients = arena.Gradients,
            InputPointer = batch.InputPointer,
            InputSize = batch.InputSize,
            Labels = batch.LabelPointer,
            LabelStride = batch.Capacity,
            Targets = batch.TargetPointer,
            TargetSize = batch.TargetSize,
            Losses = arena.Losses,
            Wrong = arena.Wrong,
            Random = random,
        };
    }
}
