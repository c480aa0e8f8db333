namespace NetDsl.Cpu;

/// <summary>Some rows of a product by some of its depth.</summary>
/// <param name="packedA">[row / tile's rows][depth][tile's rows]: the rows from <paramref name="inPlace"/> on.</param>
/// <param name="inPlace">The first so many rows are not packed: they are read where they lie.</param>
internal readonly unsafe struct MatrixBlock(int row, int rows, int k, int depth, float* packedA, int inPlace)
{
    public readonly int Row = row;
    public readonly int Rows = rows;
    public readonly int K = k;
    public readonly int Depth = depth;
    public readonly float* PackedA = packedA;
    public readonly int InPlace = inPlace;
}
