using NetDsl.Cpu;

namespace NetDsl.Tests.Pretraining;

/// <summary>A machine of 4 visible and 3 hidden units on the CPU device.</summary>
internal sealed class ContrastRun : IDisposable
{
    public const int VisibleUnits = 4;
    public const int HiddenUnits = 3;

    private readonly CpuExecutor executor;
    private readonly Batch batch;

    /// <param name="examples">[count, visible units]: of each step.</param>
    public ContrastRun(BoltzmannOptions options, SmallMachine machine, float[] examples, int threads = 1)
    {
        Program = new BoltzmannProgram<Small>(options);
        executor = CpuExecutor.Create(Device.Cpu, Program, new CpuOptions(threads));
        executor.WriteParameters(Program.Parameters(machine));
        batch = new Batch(examples.Length / VisibleUnits, VisibleUnits, targetSize: 0);
        SetExamples(examples);
    }

    public BoltzmannProgram<Small> Program { get; }

    public float[] Parameters
    {
        get
        {
            var all = new float[Program.Layout.ParameterFloats];
            executor.ReadParameters(all);
            return all;
        }
        set => executor.WriteParameters(value);
    }

    public float[] ChainStates => Parameters[Program.Chains.Offset..(Program.Chains.Offset + Program.Chains.Size)];

    /// <summary>The machine with the parameters as they are now.</summary>
    public SmallMachine Machine
    {
        get
        {
            float[] all = Parameters;
            return new SmallMachine(
                VisibleUnits, HiddenUnits, Slice(all, Program.Weights), Slice(all, Program.Bias),
                Slice(all, Program.VisibleBias));
        }
    }

    /// <summary>Examples of a step, so that each state has its share: as many as there is room for.</summary>
    public static float[] Examples(double[] data, int count)
    {
        var examples = new List<float>();
        double sum = 0;
        for (int state = 0; state < data.Length; state++)
        {
            sum += data[state];
            while (examples.Count < VisibleUnits * (int)Math.Round(count * sum))
            {
                examples.AddRange(SmallMachine.Units(state, VisibleUnits).Select(value => (float)value));
            }
        }

        return [.. examples];
    }

    public void SetExamples(float[] examples)
    {
        batch.Count = examples.Length / VisibleUnits;
        examples.CopyTo(batch.Inputs);
    }

    /// <summary>Weights', bias's and visible bias's gradient of a step, one after the other.</summary>
    public double[] Differentiate(long step)
    {
        executor.Differentiate(batch, new RandomPosition(Seed: 42, step));
        var all = new float[Program.Layout.ParameterFloats];
        executor.ReadGradients(all);
        return [.. Slice(all, Program.Weights), .. Slice(all, Program.Bias), .. Slice(all, Program.VisibleBias)];
    }

    public BatchResult Train(long step, float rate) => executor.Train(
        batch, new RandomPosition(Seed: 42, step),
        new UpdateStep(new Sgd(Momentum: 0, Nesterov: false, Decay: 0), rate, Number: (int)step + 1));

    public float[] Infer(float[] examples)
    {
        int count = examples.Length / VisibleUnits;
        var outputs = new float[count * Program.Layout.OutputSize];
        executor.Infer(examples, count, outputs);
        return outputs;
    }

    public void Dispose()
    {
        executor.Dispose();
        batch.Dispose();
    }

    private static double[] Slice(float[] all, ParameterSlot slot) =>
        [.. all[slot.Offset..(slot.Offset + slot.Size)].Select(value => (double)value)];

    internal readonly struct Small : IDenseShape
    {
        public static int Inputs => VisibleUnits;

        public static int Outputs => HiddenUnits;
    }
}
