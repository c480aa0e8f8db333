using NetDsl.Cpu;
using Xunit;

namespace NetDsl.Tests.Cpu;

public sealed class MergeTests : KernelTest
{
    private const int Count = 3;

    /// <summary>Values of an example: not a multiple of any vector, and all examples' more than a task's.</summary>
    private const int Size = 11_003;

    private readonly float[] left = Random(Count * Size, 1);
    private readonly float[] right = Random(Count * Size, 2);

    [Fact]
    public void Addition_activates_the_sum_beside_and_in_the_place_of_either()
    {
        double[] sum = [.. left.Zip(right, (a, b) => Math.Max(0, (double)a + b))];
        Check([.. sum, .. sum, .. sum], SumTolerance, machine =>
        {
            CpuStep step = Step(machine, Count);
            var (a, b, output) = (Buffer(left, Count), Buffer(right, Count), Buffer(Size, Count));
            Addition.Forward<Relu>(step, Size, a, b, output);
            TensorBuffer first = Buffer(left, Count);
            Addition.Forward<Relu>(step, Size, first, b, first);
            Addition.Forward<Relu>(step, Size, a, b, b);
            return [.. Read(output, Size, Count), .. Read(first, Size, Count), .. Read(b, Size, Count)];
        });
    }

    [Fact]
    public void Accumulation_adds_to_what_is_there() =>
        Check([.. left.Zip(right, (a, b) => (double)a + b)], SumTolerance, machine =>
        {
            TensorBuffer sum = Buffer(left, Count);
            Addition.Accumulate(Step(machine, Count), Size, Buffer(right, Count), sum);
            return Read(sum, Size, Count);
        });

    [Fact]
    public void Copying_gives_the_same_values() =>
        Check(References.ToDouble(left), 0, machine =>
        {
            TensorBuffer output = Buffer(Size, Count);
            Copying.Forward(Step(machine, Count), Size, Buffer(left, Count), output);
            return Read(output, Size, Count);
        });
}
