namespace NetDsl.Cpu;

/// <summary>Probabilities from logits: of an example's values, or of the channels of each pixel.</summary>
public static unsafe class Softmax
{
    private const int CostOfValue = 4;

    /// <summary>output = softmax(logits), [batch, classes]; may be in place.</summary>
    public static void Forward(in CpuStep step, int classes, TensorBuffer logits, TensorBuffer output) =>
        Forward(step, classes, area: 1, logits, output);

    /// <summary>output = softmax(input) over the channels, [batch, channels, area]; may be in place.</summary>
    public static void Forward(in CpuStep step, int channels, int area, TensorBuffer input, TensorBuffer output)
    {
        var kernel = new ForwardKernel(channels, area, input, output);
        step.Machine.Run(kernel, step.Count * Stripes(area), CostOfValue * (long)step.Count * channels * area);
    }

    /// <summary>inputGradient = output · (outputGradient − Σ output · outputGradient), [batch, channels, area], with
    /// the sum over the channels; may be in place.</summary>
    public static void Backward(
        in CpuStep step,
        int channels,
        int area,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer inputGradient)
    {
        var kernel = new BackwardKernel(channels, area, output, outputGradient, inputGradient);
        step.Machine.Run(kernel, step.Count * Stripes(area), (long)step.Count * channels * area);
    }

    private static int Stripes(int area) => (area + SoftmaxPixels.Stripe - 1) / SoftmaxPixels.Stripe;

    private readonly struct ForwardKernel(int channels, int area, TensorBuffer input, TensorBuffer output) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int first = task % Stripes(area) * SoftmaxPixels.Stripe;
            float* x = input.Example(task / Stripes(area)) + first;
            float* y = output.Example(task / Stripes(area)) + first;
            if (area == 1)
            {
                SoftmaxRow.Write<TLanes, TVector>(x, y, channels);
                return;
            }

            int count = Math.Min(SoftmaxPixels.Stripe, area - first);
            int whole = count - (count % TLanes.Count);
            SoftmaxPixels.Write<TLanes, TVector>(x, y, channels, area, whole);
            SoftmaxPixels.Write<LanesScalar, float>(x + whole, y + whole, channels, area, count - whole);
        }
    }

    private readonly struct BackwardKernel(
        int channels, int area, TensorBuffer output, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int example = task / Stripes(area);
            int first = task % Stripes(area) * SoftmaxPixels.Stripe;
            float* y = output.Example(example) + first;
            float* dy = outputGradient.Example(example) + first;
            float* dx = inputGradient.Example(example) + first;
            if (area == 1)
            {
                SoftmaxRow.Differentiate<TLanes, TVector>(y, dy, dx, channels);
                return;
            }

            int count = Math.Min(SoftmaxPixels.Stripe, area - first);
            int whole = count - (count % TLanes.Count);
            SoftmaxPixels.Differentiate<TLanes, TVector>(y, dy, dx, channels, area, whole);
            SoftmaxPixels.Differentiate<LanesScalar, float>(
                y + whole, dy + whole, dx + whole, channels, area, count - whole);
        }
    }
}
