namespace NetDsl.Cpu;

/// <summary>The tensors of a batch normalisation's forward pass; see <see
/// cref="BatchNormalization.Forward"/>.</summary>
internal readonly unsafe record struct NormalizationForward(
    TensorBuffer Input,
    TensorBuffer Scale,
    TensorBuffer Shift,
    TensorBuffer Residual,
    TensorBuffer Output,
    TensorBuffer Mean,
    TensorBuffer Variance,
    float Epsilon)
{
    /// <summary>The residual of an example; null for none.</summary>
    public float* ResidualOf(int example) => Residual.IsNone ? null : Residual.Example(example);
}
