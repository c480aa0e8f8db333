using NetDsl.Cpu;
using Processor = NetDsl.Cpu.Machine;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>One convolution in inference, in each way that suits it, and in the one that a network gets.</summary>
internal sealed class WayTimes<T>(Processor machine, int count)
    where T : struct, ISquare
{
    private readonly KeptWeights kept = new();
    private readonly TensorBuffer input = KernelMemory.Allocate((long)count * InputSize, InputSize);
    private readonly TensorBuffer weights = KernelMemory.Allocate(WeightCount, WeightCount);
    private readonly TensorBuffer bias = KernelMemory.Allocate(Square<T>.Filters, Square<T>.Filters);
    private readonly TensorBuffer output = KernelMemory.Allocate((long)count * OutputSize, OutputSize);

    private static int InputSize => Square<T>.Channels * Square<T>.Height * Square<T>.Width;

    private static int OutputSize => Square<T>.Filters * Square<T>.OutputHeight * Square<T>.OutputWidth;

    private static int WeightCount => Square<T>.Filters * Square<T>.Channels * Square<T>.WindowHeight * Square<T>.WindowWidth;

    private CpuStep Step => new() { Machine = machine, Count = count, Kept = kept };

    /// <summary>Name and GFLOP/s, the best of several rounds in turns; then what a network gets as a share of the best
    /// way.</summary>
    public string Line(string name, int rounds)
    {
        Action?[] ways =
        [
            () => FlatConvolution.Forward<Square<T>, Relu>(Step, input, weights, bias, output),
            () => ConvolutionBlocks.Forward<Square<T>, Relu>(Step, input, weights, bias, output),
            FilterwiseConvolution<Square<T>>.Suits
                ? () => FilterwiseConvolution<Square<T>>.Forward<Relu>(Step, input, weights, bias, residual: default, output)
                : null,
            Square<T>.WindowHeight == 3 && Square<T>.StrideX == 1
                ? () => WinogradConvolution<Square<T>>.Forward<Relu>(Step, input, weights, bias, residual: default, output)
                : null,
        ];
        double[] best = Rounds.Best(
            rounds, [.. ways.OfType<Action>(), () => Convolution.Forward<Square<T>, Relu>(Step, input, weights, bias, output)]);
        double work = 2e-9 * count * OutputSize * WeightCount / Square<T>.Filters;
        int next = 0;
        IEnumerable<string> rates = ways.Select(way => way is null ? $"{"",11}" : $"{work / best[next++],11:N0}");
        return $"{name,-28}{count,7}{string.Concat(rates)}{work / best[^1],9:N0}{best[..^1].Min() / best[^1],8:P0}";
    }
}
