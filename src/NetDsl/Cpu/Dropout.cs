namespace NetDsl.Cpu;

/// <summary>Sets values to zero at random and scales the others up: Srivastava et al. 2014, inverted. The mask follows
/// from <see cref="Philox"/>, so the backward pass draws it again.</summary>
public static unsafe class Dropout
{
    private const int CountOfTask = 4_096;

    /// <summary>output = mask · input / (1 − rate), [batch, size]; may be in place.</summary>
    /// <param name="rate">The share that becomes zero, in [0, 1).</param>
    /// <param name="stream">Which stream of random numbers: each layer has its own.</param>
    public static void Forward(
        in CpuStep step, float rate, int stream, int size, TensorBuffer input, TensorBuffer output)
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, input, output);
        var kernel = new Kernel(pieces, rate, stream, step.Random, input, output);
        step.Machine.Run(kernel, pieces.Tasks, (long)step.Count * size * 8);
    }

    /// <summary>inputGradient = mask · outputGradient / (1 − rate); may be in place.</summary>
    public static void Backward(
        in CpuStep step, float rate, int stream, int size, TensorBuffer outputGradient, TensorBuffer inputGradient) =>
        Forward(step, rate, stream, size, outputGradient, inputGradient);

    private readonly struct Kernel(
        Pieces pieces, float rate, int stream, RandomPosition random, TensorBuffer input, TensorBuffer output) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                RandomRun.Draw(
                    new MaskUse(input.At(piece), output.At(piece), rate, scale: 1 / (1 - rate)),
                    piece.Index, piece.Count, stream, random);
            }
        }
    }
}
