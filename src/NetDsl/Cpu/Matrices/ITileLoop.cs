namespace NetDsl.Cpu;

/// <summary>The matrix product's inner loop for so many registers: a tile's sums stay in them for all of its
/// depth.</summary>
internal unsafe interface ITileLoop
{
    /// <summary>Vectors of a row.</summary>
    const int Vectors = 3;

    /// <summary>Rows of a tile.</summary>
    static abstract int Rows { get; }

    /// <summary>c [Rows, Vectors] = a · b, or +=.</summary>
    /// <param name="rightStride">From one depth of b to the next.</param>
    /// <param name="packed">Where b is packed to, [depth][Vectors], if it is to be.</param>
    /// <param name="stride">From one row of c to the next.</param>
    static abstract void Run<TLanes, TVector, TRight>(
        int depth, LeftLines left, float* b, nint rightStride, float* packed, float* c, nint stride, bool accumulate)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
        where TRight : struct, ITileRight;
}
