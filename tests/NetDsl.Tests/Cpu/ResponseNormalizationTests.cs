using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class ResponseNormalizationTests : KernelTest
{
    private const int Count = 3;

    [Fact]
    public void Response_normalization_agrees_with_the_papers_formula_and_finite_differences()
    {
        Check<AlexNets>();
        Check<SquareRoot>();
        Check<AnyPower>();
        Check<WiderThanTheChannels>();
    }

    private void Check<TShape>()
        where TShape : struct, IResponseNormalizationShape
    {
        int size = TShape.Channels * TShape.Area;
        float[] x = [.. Random(Count * size, 1).Select(value => value * 3)];
        float[] dy = Random(Count * size, 2);
        double[] y = Normalize<TShape>(References.ToDouble(x));
        double[] dx = Slopes<TShape>(References.ToDouble(x), dy);
        Check([.. y, .. dx], FunctionTolerance * 20, machine =>
        {
            CpuStep step = Step(machine, Count);
            TensorBuffer input = Buffer(x, Count);
            TensorBuffer output = Buffer(size, Count);
            TensorBuffer inputGradient = Buffer(size, Count);
            ResponseNormalization.Forward<TShape>(step, input, output);
            ResponseNormalization.Backward<TShape>(step, input, Buffer(dy, Count), inputGradient);
            return [.. Read(output, size, Count), .. Read(inputGradient, size, Count)];
        });
    }

    private static double[] Normalize<TShape>(double[] x)
        where TShape : struct, IResponseNormalizationShape =>
        [.. x.Select((value, at) => value / Math.Pow(Scale<TShape>(x, at), TShape.Beta))];

    private static double[] Slopes<TShape>(double[] x, float[] dy)
        where TShape : struct, IResponseNormalizationShape
    {
        const double width = 1e-4;
        var slopes = new double[x.Length];
        for (int at = 0; at < x.Length; at++)
        {
            int[] touched = [.. Window<TShape>(at)];
            double middle = x[at];
            x[at] = middle + width;
            double above = Sum(touched);
            x[at] = middle - width;
            slopes[at] = (above - Sum(touched)) / (2 * width);
            x[at] = middle;
        }

        return slopes;

        double Sum(int[] outputs) => outputs.Sum(to => dy[to] * x[to] / Math.Pow(Scale<TShape>(x, to), TShape.Beta));
    }

    private static double Scale<TShape>(double[] x, int at)
        where TShape : struct, IResponseNormalizationShape =>
        TShape.Bias + (TShape.Alpha * Window<TShape>(at).Sum(other => x[other] * x[other]));

    private static IEnumerable<int> Window<TShape>(int at)
        where TShape : struct, IResponseNormalizationShape
    {
        int channel = at / TShape.Area % TShape.Channels;
        return Enumerable.Range(channel - (TShape.Size / 2), TShape.Size)
            .Where(other => other >= 0 && other < TShape.Channels)
            .Select(other => at + ((other - channel) * TShape.Area));
    }

    /// <summary>More pixels than a stripe, and a rest that fills no vector.</summary>
    private readonly struct AlexNets : IResponseNormalizationShape
    {
        public static int Channels => 9;

        public static int Area => 131;

        public static int Size => 5;

        public static float Alpha => 0.1f;

        public static float Beta => 0.75f;

        public static float Bias => 2;
    }

    private readonly struct SquareRoot : IResponseNormalizationShape
    {
        public static int Channels => 4;

        public static int Area => 20;

        public static int Size => 3;

        public static float Alpha => 1;

        public static float Beta => 0.5f;

        public static float Bias => 0.5f;
    }

    private readonly struct AnyPower : IResponseNormalizationShape
    {
        public static int Channels => 5;

        public static int Area => 37;

        public static int Size => 1;

        public static float Alpha => 0.7f;

        public static float Beta => 1.3f;

        public static float Bias => 0.1f;
    }

    private readonly struct WiderThanTheChannels : IResponseNormalizationShape
    {
        public static int Channels => 2;

        public static int Area => 3;

        public static int Size => 7;

        public static float Alpha => 0.3f;

        public static float Beta => 0.6f;

        public static float Bias => 1;
    }
}
