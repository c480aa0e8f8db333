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

    public static bool Vectors => Area % 4 == 0;

    private static int Area => TShape.OutputHeight * TShape.OutputWidth;

    public float At(int outer, int depth) => images[Index(outer, depth)];

    public Float4 Quad(int outer, int depth)
    {
        int index = Index(outer, depth);
        return vectors == 0
            ? new Float4(images[index], images[index + 1], images[index + 2], images[index + 3])
            : images.Cast<Float4>()[index / 4];
    }

    private int Index(int filter, int pixel) => pixel / Area * stride + filter * Area + pixel % Area;
}
