namespace NetDsl.Gpu;

/// <summary>A factor of a matrix product, read where it lies: plain, transposed, or the patches of images that were
/// never written out. Its outer index is the product's row (left factor) or column (right factor); its depth is the
/// index that is summed over.</summary>
internal interface IMatrixSource
{
    /// <summary>Neighbours in memory follow each other along the depth; else along the outer index.</summary>
    static abstract bool AlongDepth { get; }

    /// <summary>Quads that start at a multiple of four are whole and aligned: <see cref="Quad"/> loads them at
    /// once.</summary>
    bool Vectors { get; }

    /// <summary>One value.</summary>
    float At(int outer, int depth);

    /// <summary>Four neighbours in memory; only where <see cref="Vectors"/>.</summary>
    Float4 Quad(int outer, int depth);
}
