using NetDsl.Cpu;
using Processor = NetDsl.Cpu.Machine;

namespace NetDsl.Benchmarks.Kernels;

/// <summary>One pooling, beside a copy of what it reads.</summary>
internal sealed unsafe class PoolingTimes<T>(Processor machine, int count)
    where T : struct, ISquare
{
    private readonly TensorBuffer input = KernelMemory.Allocate((long)count * InputSize, InputSize);
    private readonly TensorBuffer output = KernelMemory.Allocate((long)count * OutputSize, OutputSize);
    private readonly TensorBuffer outputGradient = KernelMemory.Allocate((long)count * OutputSize, OutputSize);
    private readonly TensorBuffer choice = KernelMemory.Allocate((long)count * OutputSize, OutputSize);
    private readonly TensorBuffer inputGradient = KernelMemory.Allocate((long)count * InputSize, InputSize);

    private static int InputSize => T.Channels * T.Size * T.Size;

    private static int OutputSize =>
        T.Channels * SquarePooling<T>.OutputHeight * SquarePooling<T>.OutputWidth;

    private CpuStep Step => new() { Machine = machine, Count = count };

    /// <summary>Name, and how many copies each pass takes as long as.</summary>
    public string Line(string name, int rounds)
    {
        double[] best = Rounds.Best(rounds, Copy, Maximum, MaximumForTraining, MaximumBackward, Mean, MeanBackward);
        return $"{name,-28}{string.Concat(best.Skip(1).Select(seconds => $"{seconds / best[0],8:F1}"))}";
    }

    private void Copy() => new Span<float>(input.Pointer, count * InputSize).CopyTo(
        new Span<float>(inputGradient.Pointer, count * InputSize));

    private void Maximum() => MaxPooling.Forward<SquarePooling<T>>(Step, input, output, default);

    private void MaximumForTraining() => MaxPooling.Forward<SquarePooling<T>>(Step, input, output, choice);

    private void MaximumBackward() =>
        MaxPooling.Backward<SquarePooling<T>>(Step, choice, outputGradient, inputGradient);

    private void Mean() => AveragePooling.Forward<SquarePooling<T>>(Step, input, output);

    private void MeanBackward() => AveragePooling.Backward<SquarePooling<T>>(Step, outputGradient, inputGradient);
}
