namespace NetDsl.Cpu;

/// <summary>What is left to do with a matrix product whose sums are complete, while they are in the second
/// cache.</summary>
internal unsafe interface IMatrixFinish
{
    /// <summary>Whether there is anything to do.</summary>
    bool IsNeeded { get; }

    /// <summary>Takes some values of a row, in place.</summary>
    /// <param name="column">The first value's.</param>
    void Finish<TLanes, TVector>(float* values, int row, int column, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>values = f(values + bias + residual).</summary>
/// <param name="bias">One for each column; null for none.</param>
/// <param name="residual">With a column stride of 1; default for none.</param>
internal readonly unsafe struct BiasFinish<TActivation>(float* bias, MatrixView residual) : IMatrixFinish
    where TActivation : struct, IActivation
{
    public bool IsNeeded => bias is not null || residual.Pointer is not null || !TActivation.IsIdentity;

    public void Finish<TLanes, TVector>(float* values, int row, int column, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct =>
        Elementwise.AddBiasAndActivate<TActivation, TLanes, TVector>(
            values,
            bias is null ? null : bias + column,
            residual.Pointer is null ? null : residual.At(row, column),
            count);
}
