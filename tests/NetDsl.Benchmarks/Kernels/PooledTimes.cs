using NetDsl.Cpu;
using Processor = NetDsl.Cpu.Machine;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>A convolution and the max pooling behind it as one kernel, beside the two.</summary>
internal sealed class PooledTimes<T, TWindow>(Processor machine, int count)
    where T : struct, ISquare
    where TWindow : struct, IPoolWindow
{
    private readonly TensorBuffer input = Tensor(count, Square<T>.Channels * Square<T>.Height * Square<T>.Width);
    private readonly TensorBuffer weights = Tensor(
        1, Square<T>.Filters * Square<T>.Channels * Square<T>.WindowHeight * Square<T>.WindowWidth);
    private readonly TensorBuffer bias = Tensor(1, Square<T>.Filters);
    private readonly TensorBuffer whole = Tensor(
        count, Square<T>.Filters * Square<T>.OutputHeight * Square<T>.OutputWidth);
    private readonly TensorBuffer output = Tensor(count, PoolingPlan<PoolingOf<T, TWindow>>.OutputPlane * T.Filters);
    private readonly TensorBuffer choice = Tensor(count, PoolingPlan<PoolingOf<T, TWindow>>.OutputPlane * T.Filters);

    private CpuStep Step => new() { Machine = machine, Count = count };

    /// <summary>Name, and the one kernel's share of the two kernels' time.</summary>
    public string Line(string name, int rounds)
    {
        double[] best = Rounds.Best(
            rounds, () => Two(default), () => One(default), () => Two(choice), () => One(choice));
        return $"{name,-28}{count,8}{best[1] / best[0],8:P0}{best[3] / best[2],8:P0}"
            + $"   {(ConvolutionPlan<Square<T>>.IsLargeForward ? "blocks" : "flat")}";
    }

    private static TensorBuffer Tensor(int count, int size) => KernelMemory.Allocate((long)count * size, size);

    private void Two(TensorBuffer choice)
    {
        Convolution.Forward<Square<T>, Identity>(Step, input, weights, bias, whole);
        MaxPooling.Forward<PoolingOf<T, TWindow>, Relu>(Step, whole, output, choice);
    }

    private void One(TensorBuffer choice) =>
        Convolution.ForwardPooled<Square<T>, Identity, PoolingOf<T, TWindow>, Relu>(
            Step, input, weights, bias, output, choice);
}
