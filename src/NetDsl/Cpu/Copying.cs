namespace NetDsl.Cpu;

/// <summary>Copies of tensors: for a part of a concatenation that could not be written where it belongs.</summary>
public static unsafe class Copying
{
    private const int CountOfTask = 32_768;

    /// <summary>output = input, [batch, size].</summary>
    public static void Forward(in CpuStep step, int size, TensorBuffer input, TensorBuffer output)
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, input, output);
        step.Machine.Run(new Kernel(pieces, input, output), pieces.Tasks, (long)step.Count * size);
    }

    private readonly struct Kernel(Pieces pieces, TensorBuffer input, TensorBuffer output) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                new Span<float>(input.At(piece), piece.Count).CopyTo(new Span<float>(output.At(piece), piece.Count));
            }
        }
    }
}
