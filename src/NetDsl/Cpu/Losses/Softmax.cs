namespace NetDsl.Cpu;

/// <summary>Probabilities from logits.</summary>
public static unsafe class Softmax
{
    /// <summary>output = softmax(logits), [batch, classes]; may be in place.</summary>
    public static void Forward(in CpuStep step, int classes, TensorBuffer logits, TensorBuffer output)
    {
        var kernel = new Kernel(classes, logits, output);
        step.Machine.Run(kernel, step.Count, (long)step.Count * classes * 16);
    }

    private readonly struct Kernel(int classes, TensorBuffer logits, TensorBuffer output) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct =>
            SoftmaxRow.Write(logits.Example(task), output.Example(task), classes);
    }
}
