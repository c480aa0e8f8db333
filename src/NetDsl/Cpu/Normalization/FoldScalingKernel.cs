namespace NetDsl.Cpu;

/// <summary>A channel's weights · factor and its bias · factor + addend.</summary>
internal readonly unsafe struct FoldScalingKernel : IKernel
{
    /// <summary>Weights of a channel.</summary>
    public required int Fan { get; init; }

    public required NormalizationScaling Scaling { get; init; }

    public required float* Weights { get; init; }

    /// <summary>Null for none.</summary>
    public required float* Bias { get; init; }

    public required float* FoldedWeights { get; init; }

    public required float* FoldedBias { get; init; }

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        (float factor, float addend) = Scaling.Of(task);
        nint start = (nint)task * Fan;
        PlaneScaling.Forward<Identity, TLanes, TVector>(
            Weights + start, 0, factor, 0, null, FoldedWeights + start, Fan);
        FoldedBias[task] = Bias is null ? addend : float.MultiplyAddEstimate(Bias[task], factor, addend);
    }
}
