namespace NetDsl.Cpu;

/// <summary>Sums of tensors: where branches meet, and where the gradients of several readers do.</summary>
public static unsafe class Addition
{
    private const int CountOfTask = 16_384;

    /// <summary>output = f(left + right), [batch, size]; may be in place with either.</summary>
    public static void Forward<TActivation>(
        in CpuStep step, int size, TensorBuffer left, TensorBuffer right, TensorBuffer output)
        where TActivation : struct, IActivation
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, left, right, output);
        step.Machine.Run(
            new Kernel<TActivation>(pieces, left, right, output), pieces.Tasks, (long)step.Count * size);
    }

    /// <summary>sum += addend, [batch, size].</summary>
    public static void Accumulate(in CpuStep step, int size, TensorBuffer addend, TensorBuffer sum) =>
        Forward<Identity>(step, size, sum, addend, sum);

    private readonly struct Kernel<TActivation>(
        Pieces pieces, TensorBuffer left, TensorBuffer right, TensorBuffer output) : IKernel
        where TActivation : struct, IActivation
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                Elementwise.Add<TActivation, TLanes, TVector>(
                    left.At(piece), right.At(piece), output.At(piece), piece.Count);
            }
        }
    }
}
