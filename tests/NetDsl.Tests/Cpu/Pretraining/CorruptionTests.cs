using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu.Pretraining;

public sealed class CorruptionTests : KernelTest
{
    private const int Count = 7;
    private const int Size = 1_501;
    private const int Stream = 5;
    private const float Share = 0.3f;
    private const float Deviation = 0.5f;

    private static readonly RandomPosition Position = new(Seed: 0x1234_5678_9ABC_DEF0, Step: 0x1_0000_0002);

    private delegate void Kernel(
        in CpuStep step, float amount, int stream, int size, TensorBuffer input, TensorBuffer output);

    [Fact]
    public void Masking_sets_a_share_of_the_values_to_0()
    {
        double[] y = Expected((value, word, _, _) => Philox.Uniform(word) < Share ? 0 : value);
        Assert.InRange(y.Count(value => value == 0) / (double)y.Length, 0.28, 0.32);
        CheckNoise(y, Share, 0, Corruption.Masking);
    }

    [Fact]
    public void Salt_and_pepper_sets_a_share_of_the_values_to_0_or_1()
    {
        double[] y = Expected((value, word, _, _) => Philox.Uniform(word) < Share ? word & 1 : value);
        Assert.InRange(y.Count(value => value == 0) / (double)y.Length, 0.135, 0.165);
        Assert.InRange(y.Count(value => value == 1) / (double)y.Length, 0.135, 0.165);
        CheckNoise(y, Share, 0, Corruption.SaltAndPepper);
    }

    [Fact]
    public void Gaussian_noise_is_normal_and_independent()
    {
        double[] noise = Expected((_, word, other, isFirst) => Deviation * Normal(word, other, isFirst));
        double[] y = [.. noise.Zip(Values(), (value, x) => x + value)];
        Assert.InRange(noise.Average(), -0.02, 0.02);
        Assert.InRange(noise.Average(value => value * value), 0.24, 0.26);
        Assert.InRange(noise.Zip(noise.Skip(1), (value, next) => value * next).Average(), -0.01, 0.01);
        Assert.InRange(noise.Count(value => Math.Abs(value) < Deviation) / (double)noise.Length, 0.67, 0.695);
        CheckNoise(y, Deviation, FunctionTolerance * 5, Corruption.Gaussian);

        // Box and Muller's pair: the cosine of the second word's angle, then its sine
        static double Normal(uint word, uint other, bool isFirst)
        {
            var (ofRadius, ofAngle) = isFirst ? (word, other) : (other, word);
            double radius = Math.Sqrt(-2 * Math.Log(((ofRadius >> 8) + 0.5) / (1 << 24)));
            double angle = 2 * Math.PI * (((ofAngle >> 8) / (double)(1 << 24)) - 0.5);
            return radius * (isFirst ? Math.Cos(angle) : Math.Sin(angle));
        }
    }

    private static float[] Values() => [.. Random(Count * Size, 1).Select(value => value + 2)];

    /// <param name="damage">Of a value, its word, the other of its pair and whether it is the first of that.</param>
    private static double[] Expected(Func<float, uint, uint, bool, double> damage) => [.. Values().Select((value, e) =>
    {
        PhiloxBlock block = Philox.Block(
            (uint)(e / 4), Stream, 0x0000_0002, 0x0000_0001, 0x9ABC_DEF0, 0x1234_5678);
        return damage(value, block.Word(e % 4), block.Word((e % 4) ^ 1), e % 2 == 0);
    })];

    private void CheckNoise(double[] expected, float amount, double tolerance, Kernel corrupt) =>
        CheckEqual([.. expected, .. expected], tolerance, machine =>
        {
            var step = new CpuStep { Machine = machine, Count = Count, Random = Position };
            TensorBuffer output = Buffer(Size, Count);
            TensorBuffer inPlace = Buffer(Values(), Count);
            corrupt(step, amount, Stream, Size, Buffer(Values(), Count), output);
            corrupt(step, amount, Stream, Size, inPlace, inPlace);
            return [.. Read(output, Size, Count), .. Read(inPlace, Size, Count)];
        });
}
