namespace NetDsl.Cpu;

/// <summary>The tensors of a batch normalisation's backward pass; see <see
/// cref="BatchNormalization.Backward"/>.</summary>
internal readonly unsafe record struct NormalizationBackward(
    TensorBuffer Input,
    TensorBuffer Mean,
    TensorBuffer Variance,
    TensorBuffer Scale,
    TensorBuffer Kept,
    TensorBuffer OutputGradient,
    TensorBuffer SumGradient,
    TensorBuffer ScaleGradient,
    TensorBuffer ShiftGradient,
    TensorBuffer InputGradient,
    float Epsilon)
{
    /// <summary>Where the gradient before the activation is: the output's own where there is no activation.</summary>
    public TensorBuffer Before => SumGradient.IsNone ? OutputGradient : SumGradient;

    /// <summary>What the activation's derivative follows from; null for the identity.</summary>
    public float* KeptOf(int example) => Kept.IsNone ? null : Kept.Example(example);

    public float* SumGradientOf(int example) => SumGradient.IsNone ? null : SumGradient.Example(example);
}
