using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The length of a matrix's rows in memory, known when the kernel is compiled.</summary>
internal interface IStride
{
    static abstract int Stride { get; }
}

/// <summary>A matrix [outer, depth].</summary>
internal readonly struct RowMajor<TStride>(ArrayView<float> values) : IMatrixSource
    where TStride : struct, IStride
{
    private readonly ArrayView<float> values = values;

    public static bool AlongDepth => true;

    public static bool Vectors => TStride.Stride % 4 == 0;

    public float At(int outer, int depth) => values[outer * TStride.Stride + depth];

    public Float4 Quad(int outer, int depth) => values.Cast<Float4>()[(outer * TStride.Stride + depth) / 4];
}

/// <summary>A matrix [depth, outer].</summary>
internal readonly struct ColumnMajor<TStride>(ArrayView<float> values) : IMatrixSource
    where TStride : struct, IStride
{
    private readonly ArrayView<float> values = values;

    public static bool AlongDepth => false;

    public static bool Vectors => TStride.Stride % 4 == 0;

    public float At(int outer, int depth) => values[depth * TStride.Stride + outer];

    public Float4 Quad(int outer, int depth) => values.Cast<Float4>()[(depth * TStride.Stride + outer) / 4];
}
