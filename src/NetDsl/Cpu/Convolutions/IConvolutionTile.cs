namespace NetDsl.Cpu;

/// <summary>The convolution's inner loops, which keep a tile of results in registers.</summary>
internal unsafe interface IConvolutionTile
{
    /// <summary>Filters (or, backward, channels) of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Vectors, or taps, of a tile.</summary>
    static abstract int Vectors { get; }

    /// <summary>output[row, p] = Σₖ weights[k, row] · x[offsets[k] + p], for Vectors · TLanes.Count places p.</summary>
    static abstract void Multiply<TLanes, TVector>(
        int depth, float* weights, int* offsets, float* x, float* output, nint stride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>sums[row, tap] = Σ over images and p &lt; span of z[row, p] · x[offsets[tap] + p]; span is rounded up
    /// to
    /// whole vectors, z is 0 there.</summary>
    static abstract void Correlate<TLanes, TVector>(
        int images, int span, float* z, nint zPlane, nint zImage, float* x, int* offsets, nint xImage, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
