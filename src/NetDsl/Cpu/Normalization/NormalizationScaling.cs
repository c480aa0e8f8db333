namespace NetDsl.Cpu;

/// <summary>A normalisation by given statistics as a factor and an addend for each channel: scale / √(variance +
/// epsilon) and shift − mean · factor.</summary>
/// <param name="scale">[channels], as the others are.</param>
internal readonly unsafe struct NormalizationScaling(
    float epsilon, TensorBuffer scale, TensorBuffer shift, TensorBuffer mean, TensorBuffer variance)
{
    public (float Factor, float Addend) Of(int channel)
    {
        double factor = scale.Pointer[channel] / Math.Sqrt((double)variance.Pointer[channel] + epsilon);
        return ((float)factor, (float)(shift.Pointer[channel] - (mean.Pointer[channel] * factor)));
    }
}
