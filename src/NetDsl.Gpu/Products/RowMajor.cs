using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A matrix [outer, depth] whose rows lie <paramref name="stride"/> floats apart.</summary>
/// <param name="vectors">Rows consist of aligned quads.</param>
internal readonly struct RowMajor(ArrayView<float> values, int stride, bool vectors) : IMatrixSource
{
    private readonly ArrayView<float> values = values;
    private readonly int stride = stride;
    private readonly int vectors = vectors ? 1 : 0;

    public static bool AlongDepth => true;

    public bool Vectors => vectors != 0;

    /// <summary>A parameter [outer, depth].</summary>
    public static RowMajor Of(GpuBuffer parameter, int depth) => new(parameter.View, depth, depth % 4 == 0);

    /// <summary>A batch [outer, size].</summary>
    public static RowMajor OfBatch(GpuBuffer batch, int size) => new(batch.View, batch.Stride, batch.HasQuads(size));

    public float At(int outer, int depth) => values[outer * stride + depth];

    public Float4 Quad(int outer, int depth) => values.Cast<Float4>()[(outer * stride + depth) / 4];
}

/// <summary>A matrix [depth, outer] whose rows lie <paramref name="stride"/> floats apart.</summary>
/// <param name="vectors">Rows consist of aligned quads.</param>
internal readonly struct ColumnMajor(ArrayView<float> values, int stride, bool vectors) : IMatrixSource
{
    private readonly ArrayView<float> values = values;
    private readonly int stride = stride;
    private readonly int vectors = vectors ? 1 : 0;

    public static bool AlongDepth => false;

    public bool Vectors => vectors != 0;

    /// <summary>A parameter [depth, outer].</summary>
    public static ColumnMajor Of(GpuBuffer parameter, int outer) => new(parameter.View, outer, outer % 4 == 0);

    /// <summary>A batch [depth, size].</summary>
    public static ColumnMajor OfBatch(GpuBuffer batch, int size) => new(batch.View, batch.Stride, batch.HasQuads(size));

    public float At(int outer, int depth) => values[depth * stride + outer];

    public Float4 Quad(int outer, int depth) => values.Cast<Float4>()[(depth * stride + outer) / 4];
}
