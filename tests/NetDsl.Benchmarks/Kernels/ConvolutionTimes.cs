using NetDsl.Cpu;
using Processor = NetDsl.Cpu.Machine;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>One convolution in both ways that the CPU has, and a matrix product of as many multiply-adds.</summary>
internal sealed unsafe class ConvolutionTimes<T>(Processor machine, int count)
    where T : struct, ISquare
{
    private readonly TensorBuffer input = KernelMemory.Allocate((long)count * InputSize, InputSize);
    private readonly TensorBuffer weights = KernelMemory.Allocate(WeightCount, WeightCount);
    private readonly TensorBuffer bias = KernelMemory.Allocate(Square<T>.Filters, Square<T>.Filters);
    private readonly TensorBuffer output = KernelMemory.Allocate((long)count * OutputSize, OutputSize);
    private readonly TensorBuffer outputGradient = KernelMemory.Allocate((long)count * OutputSize, OutputSize);
    private readonly TensorBuffer weightsGradient = KernelMemory.Allocate(WeightCount, WeightCount);
    private readonly TensorBuffer biasGradient = KernelMemory.Allocate(Square<T>.Filters, Square<T>.Filters);
    private readonly TensorBuffer inputGradient =
        IsFirst ? default : KernelMemory.Allocate((long)count * InputSize, InputSize);
    private TensorBuffer patches;

    private static int InputSize => Square<T>.Channels * Square<T>.Height * Square<T>.Width;

    private static int OutputSize => Square<T>.Filters * Square<T>.OutputHeight * Square<T>.OutputWidth;

    private static int Taps => Square<T>.Channels * Square<T>.WindowHeight * Square<T>.WindowWidth;

    private static int WeightCount => Square<T>.Filters * Taps;

    // of the first layer nobody needs the input's gradient
    private static bool IsFirst => Square<T>.Channels <= 3;

    private CpuStep Step => new() { Machine = machine, Count = count };

    /// <summary>Name and rates, each beside the matrix product's, in turns: the best of several rounds, which
    /// other programs disturbed least.</summary>
    public string Line(string name, int rounds)
    {
        double[] best = Rounds.Best(rounds, Product, FlatForward, BlocksForward, FlatBackward, BlocksBackward);
        int back = IsFirst ? 1 : 2;
        string Share(int pass, int products) => $"{products * best[0] / best[pass],8:P0}";
        string forward = ConvolutionPlan<Square<T>>.IsLargeForward ? "blocks" : "flat";
        string backward = ConvolutionPlan<Square<T>>.IsLarge ? "blocks" : "flat";
        return $"{name,-28}{Share(1, 1)}{Share(2, 1)}{Share(3, back)}{Share(4, back)}"
            + $"   {forward}{(forward == backward ? "" : $", {backward} back")}";
    }

    /// <summary>[filters, taps] · [taps, places].</summary>
    private void Product()
    {
        int places = count * Square<T>.OutputHeight * Square<T>.OutputWidth;
        MatrixProduct.Run<Identity>(
            machine, Square<T>.Filters, places, Taps,
            new MatrixView(weights.Pointer, Taps, 1), new MatrixView(Patches(places), places, 1),
            new MatrixView(output.Pointer, places, 1), null);
    }

    private float* Patches(int places)
    {
        patches = patches.IsNone ? KernelMemory.Allocate((long)Taps * places, 1) : patches;
        return patches.Pointer;
    }

    private void FlatForward() => FlatConvolution.Forward<Square<T>, Relu>(Step, input, weights, bias, output);

    private void BlocksForward() => ConvolutionBlocks.Forward<Square<T>, Relu>(Step, input, weights, bias, output);

    private void FlatBackward() => FlatConvolution.Backward<Square<T>, Identity>(
        Step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient);

    private void BlocksBackward() => ConvolutionBlocks.Backward<Square<T>, Identity>(
        Step, input, weights, output, outputGradient, weightsGradient, biasGradient, inputGradient);
}
