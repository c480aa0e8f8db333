namespace NetDsl.Cpu;

/// <summary>Element-wise functions, as kernels of their own.</summary>
public static unsafe class Activation
{
    private const int CountOfTask = 16_384;

    /// <summary>output = f(input), [batch, size]; may be in place.</summary>
    public static void Forward<TActivation>(in CpuStep step, int size, TensorBuffer input, TensorBuffer output)
        where TActivation : struct, IActivation
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, input, output);
        var kernel = new ForwardKernel<TActivation>(pieces, input, output);
        step.Machine.Run(kernel, pieces.Tasks, (long)step.Count * size);
    }

    /// <summary>inputGradient = outputGradient · f′; may be in place.</summary>
    /// <param name="kept">What f′ follows from: f's output, or of <see cref="Gelu"/> its input.</param>
    public static void Backward<TActivation>(
        in CpuStep step, int size, TensorBuffer kept, TensorBuffer outputGradient, TensorBuffer inputGradient)
        where TActivation : struct, IActivation
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, kept, outputGradient, inputGradient);
        var kernel = new BackwardKernel<TActivation>(pieces, kept, outputGradient, inputGradient);
        step.Machine.Run(kernel, pieces.Tasks, (long)step.Count * size);
    }

    private readonly struct ForwardKernel<TActivation>(Pieces pieces, TensorBuffer input, TensorBuffer output) : IKernel
        where TActivation : struct, IActivation
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                Elementwise.Apply<TActivation, TLanes, TVector>(input.At(piece), output.At(piece), piece.Count);
            }
        }
    }

    private readonly struct BackwardKernel<TActivation>(
        Pieces pieces, TensorBuffer kept, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
        where TActivation : struct, IActivation
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                Elementwise.Differentiate<TActivation, TLanes, TVector>(
                    kept.At(piece), outputGradient.At(piece), inputGradient.At(piece), piece.Count);
            }
        }
    }
}
