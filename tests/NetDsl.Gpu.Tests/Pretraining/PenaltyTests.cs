using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu.Tests.Pretraining;

/// <summary>Penalties and their gradients against their formulas in double; those are against finite differences in
/// the CPU's tests.</summary>
public sealed class PenaltyTests
{
    private const int Batch = 3;

    [Theory]
    [InlineData(1, 5, 1, 0)]
    [InlineData(2, 3, 4, 3)]
    [InlineData(3, 300, 1, 4)]
    [OpenClData(32, 300, 1, 4)]
    [OpenClData(64, 3, 4, 3)]
    [OpenClData(256, 5, 1, 0)]
    public void Sparsity_equals_its_formula(int groupSize, int channels, int area, int gap)
    {
        const float target = 0.1f, weight = 2;
        int size = channels * area;
        float[] codes = [.. Values.Random(1, Batch * size).Select(value => (value + 1.2f) / 2.4f)];
        float[] given = Values.Random(2, Batch * size);
        var slopes = new double[channels];
        double penalty = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            double mean = codes.Where((_, i) => i / area % channels == channel).Average();
            penalty += weight
                * (target * Math.Log(target / mean) + (1 - target) * Math.Log((1 - target) / (1 - mean)));
            slopes[channel] = weight * ((1 - target) / (1 - mean) - target / mean) / (Batch * area);
        }

        double[] expected = [.. given.Select((value, i) => value + slopes[i / area % channels])];
        using var rig = new Rig(groupSize, Batch, gap: gap);
        var (h, gradient, result) = (rig.Upload(codes), rig.Upload(given), rig.Empty(given.Length));
        SetLosses(rig);
        SparsityPenalty.Forward(rig.Step, target, weight, channels, area, h);
        SparsityPenalty.Backward(rig.Step, target, weight, channels, area, h, gradient, result);
        SparsityPenalty.Backward(rig.Step, target, weight, channels, area, h, gradient, gradient);
        Values.Equal([1 + penalty, 2 + penalty, 3 + penalty], Losses(rig));
        Values.Equal(expected, rig.Download(result));
        Values.Equal(expected, rig.Download(gradient));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    [OpenClData(32, 4)]
    [OpenClData(64, 3)]
    [OpenClData(256, 0)]
    public void Contraction_equals_its_formula(int groupSize, int gap)
    {
        Check<DenseTests.FourToEight, Sigmoid>(groupSize, gap, y => y * (1 - y), y => y * (1 - y) * (1 - 2 * y));
        Check<DenseTests.SeventeenToThree, Tanh>(groupSize, gap, y => 1 - y * y, y => -2 * y * (1 - y * y));
        Check<DenseTests.FourToEight, Identity>(groupSize, gap, _ => 1, _ => 0);
    }

    [Fact]
    public void Second_derivatives_are_those_of_the_first()
    {
        CheckCurve<Sigmoid>();
        CheckCurve<Tanh>();
        CheckCurve<Softplus>();
        CheckCurve<Elu>();
        CheckCurve<Relu>();
        CheckCurve<Gelu>();
        CheckCurve<Chain<Sigmoid, Gelu>>();
        CheckCurve<Chain<Gelu, Tanh>>();
    }

    private static void CheckCurve<TActivation>()
        where TActivation : struct, IActivation
    {
        const float step = 1 / 128f;
        foreach (float x in (float[])[-2.3f, -0.7f, 0.4f, 1.9f])
        {
            float difference = (TActivation.Derivative(Kept(x + step)) - TActivation.Derivative(Kept(x - step)))
                / (2 * step);
            Assert.InRange(TActivation.SecondDerivative(Kept(x)), difference - 2e-4f, difference + 2e-4f);
        }

        static float Kept(float x) => TActivation.KeepsInput ? x : TActivation.Apply(x);
    }

    private static void Check<TShape, TActivation>(
        int groupSize, int gap, Func<double, double> slope, Func<double, double> curve)
        where TShape : struct, IDenseShape
        where TActivation : struct, IActivation
    {
        const float strength = 0.7f;
        (int inputs, int outputs) = (TShape.Inputs, TShape.Outputs);
        float[] h = Values.Random(1, Batch * outputs);
        float[] w = Values.Random(2, inputs * outputs);
        float[] given = Values.Random(3, h.Length);
        float[] givenWeights = Values.Random(4, w.Length);
        double Norm(int unit) => w.Skip(unit * inputs).Take(inputs).Sum(value => (double)value * value);
        double[] squares = [.. h.Select(value => slope(value) * slope(value))];
        double[] penalties = [.. Enumerable.Range(0, Batch).Select(n => strength * Enumerable.Range(0, outputs)
            .Sum(unit => squares[n * outputs + unit] * Norm(unit)))];
        double scale = 2.0 * strength / Batch;
        double[] dh = [.. h.Select((value, i) => given[i] + scale * Norm(i % outputs) * curve(value))];
        double[] dw = [.. w.Select((value, i) => scale * value
            * Enumerable.Range(0, Batch).Sum(n => squares[n * outputs + i / inputs]))];

        using var rig = new Rig(groupSize, Batch, gap: gap);
        var (kept, weights, gradient) = (rig.Upload(h), rig.UploadParameter(w), rig.Upload(given));
        var (result, dWeights) = (rig.Empty(h.Length), rig.EmptyParameter(w.Length));
        var added = rig.UploadParameter(givenWeights);
        SetLosses(rig);
        ContractivePenalty.Forward<TShape, TActivation>(rig.Step, strength, kept, weights);
        ContractivePenalty.Backward<TShape, TActivation>(
            rig.Step, strength, kept, weights, gradient, result, dWeights);
        ContractivePenalty.Backward<TShape, TActivation>(
            rig.Step, strength, kept, weights, gradient, gradient, added, adds: true);
        Values.Equal([.. penalties.Select((value, n) => value + n + 1)], Losses(rig));
        Values.Equal(dh, rig.Download(result));
        Values.Equal(dh, rig.Download(gradient));
        Values.Equal(dw, rig.Download(dWeights));
        Values.Equal([.. dw.Zip(givenWeights, (value, before) => value + before)], rig.Download(added));
    }

    private static void SetLosses(Rig rig)
    {
        rig.Step.Losses.CopyFromCPU(rig.Step.Launcher.Stream, [1, 2, 3]);
        rig.Step.Launcher.Stream.Synchronize();
    }

    private static float[] Losses(Rig rig) => rig.Download(new GpuBuffer(rig.Step.Losses, 1));
}
