using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Images [batch, filters, area] as a factor [filters, batch · area]: the output's gradient, for the
/// weights'.</summary>
internal readonly struct FilterPixels<TShape>(GpuBuffer images) : IMatrixSource
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> images = images.View;
    private readonly int stride = images.Stride;
    private readonly int vectors = images.HasQuads(Area) ? 1 : 0;

    public static bool AlongDepth => true;

    public bool Vectors => vectors != 0;

    private static int Area => TShape.OutputHeight * TShape.OutputWidth;

    public float At(int outer, int depth) => images[Index(outer, depth)];

    public Float4 Quad(int outer, int depth) => images.Cast<Float4>()[Index(outer, depth) / 4];

    private int Index(int filter, int pixel) => pixel / Area * stride + filter * Area + pixel % Area;
}
