namespace NetDsl.Tests;

/// <summary>One dense layer in plain C#: softmax with its loss, or linear with the squared loss; sgd and adam.</summary>
internal sealed class FakeExecutor(ModelLayout layout) : Executor
{
    private readonly int inputs = layout.InputShape.Count;
    private readonly int outputs = layout.OutputSize;
    private readonly float[] parameters = new float[layout.ParameterFloats];
    private readonly float[] gradients = new float[layout.ParameterFloats];
    private readonly float[][] states = [new float[layout.ParameterFloats], new float[layout.ParameterFloats]];
    private readonly float[] accumulated = new float[layout.ParameterFloats];
    private readonly float[] row = new float[layout.OutputSize];

    internal List<float> Rates { get; } = new(10_000);

    /// <summary>For each step the examples that its update is made of; 0 where it made none.</summary>
    internal List<int> Groups { get; } = new(10_000);

    internal int ReservedForTraining { get; private set; }

    /// <summary>The step, counted from 0, whose loss is not a number; −1: none.</summary>
    internal int NonFiniteStep { get; set; } = -1;

    internal Action<int>? Stepped { get; set; }

    internal int Steps { get; private set; }

    /// <summary>Examples that inference has run on.</summary>
    internal int Inferred { get; private set; }

    public override string Description => "a fake";

    public override void ReadParameters(Span<float> destination) => parameters.CopyTo(destination);

    public override void WriteParameters(ReadOnlySpan<float> source) => source.CopyTo(parameters);

    public override void ReadGradients(Span<float> destination) => gradients.CopyTo(destination);

    public override void ReadOptimizerState(int index, Span<float> destination) => states[index].CopyTo(destination);

    public override void WriteOptimizerState(int index, ReadOnlySpan<float> source) => source.CopyTo(states[index]);

    public override void Reserve(int batch, bool training) =>
        ReservedForTraining = training ? batch : ReservedForTraining;

    public override void Infer(ReadOnlySpan<float> examples, int count, Span<float> results)
    {
        Inferred += count;
        for (int n = 0; n < count; n++)
        {
            Outputs(examples.Slice(n * inputs, inputs), results.Slice(n * outputs, outputs));
        }
    }

    public override BatchResult Differentiate(Batch batch, in RandomPosition random)
    {
        Array.Clear(gradients);
        // a factor that follows from the step, as dropout does: a resumed run must be at the same step
        float noise = 0.5f + Philox.Uniform(Philox.At(0, 0, random.Step, random.Seed).Word0);
        double loss = 0;
        int wrong = 0;
        for (int n = 0; n < batch.Count; n++)
        {
            ReadOnlySpan<float> example = batch.Inputs.Slice(n * inputs, inputs);
            Outputs(example, row);
            if (layout.Loss == Loss.SoftmaxCrossEntropy)
            {
                int label = batch.Labels[n];
                loss -= Math.Log(row[label]);
                wrong += row.AsSpan().IndexOf(row.Max()) == label ? 0 : 1;
                row[label] -= 1;
            }
            else
            {
                for (int k = 0; k < outputs; k++)
                {
                    row[k] -= batch.Targets[n * outputs + k];
                    loss += 0.5 * row[k] * row[k];
                }
            }

            for (int k = 0; k < outputs; k++)
            {
                float gradient = row[k] * noise / batch.Count;
                gradients[Bias + k] += gradient;
                for (int i = 0; i < inputs; i++)
                {
                    gradients[k * inputs + i] += gradient * example[i];
                }
            }
        }

        return new BatchResult(Steps == NonFiniteStep ? double.NaN : loss, wrong);
    }

    public override BatchResult Accumulate(Batch batch, in RandomPosition random, bool first)
    {
        BatchResult result = Differentiate(batch, random);
        for (int i = 0; i < accumulated.Length; i++)
        {
            accumulated[i] = (first ? 0 : accumulated[i]) + batch.Count * gradients[i];
        }

        Groups.Add(0);
        Steps++;
        Stepped?.Invoke(Steps);
        return result;
    }

    public override void ReadAccumulated(Span<float> destination) => accumulated.CopyTo(destination);

    public override void WriteAccumulated(ReadOnlySpan<float> source) => source.CopyTo(accumulated);

    public override BatchResult Train(Batch batch, in RandomPosition random, in UpdateStep update)
    {
        BatchResult result = Differentiate(batch, random);
        if (!double.IsFinite(result.Loss))
        {
            return result;
        }

        Rates.Add(update.Rate);
        Groups.Add(update.Accumulated + batch.Count);
        if (update.Accumulated > 0)
        {
            for (int i = 0; i < gradients.Length; i++)
            {
                gradients[i] = (accumulated[i] + batch.Count * gradients[i]) / (update.Accumulated + batch.Count);
            }
        }

        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= update.Rate * Direction(update, i);
        }

        Steps++;
        Stepped?.Invoke(Steps);
        return result;
    }

    public override int FindNonFiniteLayer() => 0;

    public override int FindNonFiniteParameter() =>
        Array.FindIndex(layout.Parameters, parameter => parameters
            .Skip(parameter.Offset).Take(parameter.Shape.Count).Any(value => !float.IsFinite(value)));

    public override Executor Fork()
    {
        var fork = new FakeExecutor(layout);
        fork.WriteParameters(parameters);
        return fork;
    }

    internal override bool SharesWeightsWith(Executor other) => false;

    private protected override void Free()
    {
    }

    private int Bias => layout.Parameters[1].Offset;

    private float Direction(in UpdateStep update, int i)
    {
        float g = gradients[i];
        if (update.Optimizer is Sgd sgd)
        {
            return sgd.Momentum == 0 ? g : states[0][i] = sgd.Momentum * states[0][i] + g;
        }

        var adam = (Adam)update.Optimizer;
        states[0][i] = adam.Beta1 * states[0][i] + (1 - adam.Beta1) * g;
        states[1][i] = adam.Beta2 * states[1][i] + (1 - adam.Beta2) * g * g;
        float first = states[0][i] / (1 - MathF.Pow(adam.Beta1, update.Number));
        float second = states[1][i] / (1 - MathF.Pow(adam.Beta2, update.Number));
        return first / (MathF.Sqrt(second) + adam.Epsilon);
    }

    private void Outputs(ReadOnlySpan<float> example, Span<float> result)
    {
        for (int k = 0; k < outputs; k++)
        {
            float sum = parameters[Bias + k];
            for (int i = 0; i < inputs; i++)
            {
                sum += parameters[k * inputs + i] * example[i];
            }

            result[k] = sum;
        }

        if (layout.Loss == Loss.SoftmaxCrossEntropy)
        {
            float largest = float.NegativeInfinity;
            float total = 0;
            foreach (float value in result)
            {
                largest = MathF.Max(largest, value);
            }

            foreach (ref float value in result)
            {
                total += value = MathF.Exp(value - largest);
            }

            foreach (ref float value in result)
            {
                value /= total;
            }
        }
    }
}
