namespace NetDsl.Cpu;

/// <summary>A factor and an addend for each channel: what a batch normalisation is once its mean and variance are
/// given.</summary>
public static unsafe class ChannelScaling
{
    private const int CountOfTask = 16_384;

    /// <summary>factor = scale / √(variance + epsilon), addend = shift − mean · factor; each [channels].</summary>
    public static void Prepare(
        in CpuStep step,
        int channels,
        float epsilon,
        TensorBuffer scale,
        TensorBuffer shift,
        TensorBuffer mean,
        TensorBuffer variance,
        TensorBuffer factor,
        TensorBuffer addend)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            double slope = scale.Pointer[channel] / Math.Sqrt((double)variance.Pointer[channel] + epsilon);
            factor.Pointer[channel] = (float)slope;
            addend.Pointer[channel] = (float)(shift.Pointer[channel] - (mean.Pointer[channel] * slope));
        }
    }

    /// <summary>Makes scaling part of the layer before it: foldedWeights = weights · factor, foldedBias = bias · factor
    /// + addend.</summary>
    /// <param name="weights">[channels, fan]</param>
    /// <param name="bias">[channels], or none.</param>
    /// <param name="addend">[channels]; none where there is no bias.</param>
    /// <param name="foldedBias">[channels]; none where there is no bias: then the addend is the bias.</param>
    public static void Fold(
        in CpuStep step,
        int channels,
        int fan,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer factor,
        TensorBuffer addend,
        TensorBuffer foldedWeights,
        TensorBuffer foldedBias)
    {
        var kernel = new FoldKernel(fan, weights.Pointer, factor.Pointer, foldedWeights.Pointer);
        step.Machine.Run(kernel, channels, (long)channels * fan);
        for (int channel = 0; channel < channels && !foldedBias.IsNone; channel++)
        {
            foldedBias.Pointer[channel] = float.MultiplyAddEstimate(
                bias.Pointer[channel], factor.Pointer[channel], addend.Pointer[channel]);
        }
    }

    /// <summary>output = f(input · factor + addend + residual), [batch, channels, area]; may be in place.</summary>
    /// <param name="residual">Added before the activation, or none; may be the output's buffer.</param>
    public static void Forward<TActivation>(
        in CpuStep step,
        int channels,
        int area,
        TensorBuffer input,
        TensorBuffer factor,
        TensorBuffer addend,
        TensorBuffer residual,
        TensorBuffer output)
        where TActivation : struct, IActivation
    {
        var kernel = new ScaleChannelsKernel<TActivation>
        {
            Channels = channels,
            Area = area,
            ChannelsOfTask = Math.Clamp(CountOfTask / area, 1, channels),
            Input = input,
            Factor = factor.Pointer,
            Addend = addend.Pointer,
            Residual = residual,
            Output = output,
        };
        step.Machine.Run(kernel, step.Count * kernel.TasksOfExample, (long)step.Count * channels * area * 2);
    }

    /// <summary>inputGradient = outputGradient · factor, [batch, channels, area]; may be in place.</summary>
    public static void Backward(
        in CpuStep step, int channels, int area, TensorBuffer outputGradient, TensorBuffer factor, TensorBuffer inputGradient) =>
        Forward<Identity>(
            step, channels, area, outputGradient, factor, addend: default, residual: default, inputGradient);

    private readonly struct FoldKernel(int fan, float* weights, float* factor, float* folded) : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct => PlaneScaling.Forward<Identity, TLanes, TVector>(
                weights + ((nint)task * fan), 0, factor[task], 0, null, folded + ((nint)task * fan), fan);
    }
}
