using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The output's gradient as the input's pixels see it: the outer index is an input pixel (image, row, column),
/// the depth a filter and a place of its window; zero where no window had that pixel at that place.</summary>
internal readonly struct WindowColumns<TShape>(GpuBuffer gradients) : IMatrixSource
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> gradients = gradients.View;
    private readonly int stride = gradients.Stride;

    public static bool AlongDepth => false;

    public bool Vectors => false;

    public float At(int outer, int depth)
    {
        int area = TShape.Height * TShape.Width;
        int window = TShape.WindowHeight * TShape.WindowWidth;
        int image = outer / area;
        int position = outer % area;
        int filter = depth / window;
        int place = depth % window;
        int y = position / TShape.Width + TShape.PadTop - place / TShape.WindowWidth * TShape.DilationY;
        int x = position % TShape.Width + TShape.PadLeft - place % TShape.WindowWidth * TShape.DilationX;
        if (y < 0 || x < 0 || y % TShape.StrideY != 0 || x % TShape.StrideX != 0)
            return 0;
        y /= TShape.StrideY;
        x /= TShape.StrideX;
        if (y >= TShape.OutputHeight || x >= TShape.OutputWidth)
            return 0;
        return gradients[image * stride + (filter * TShape.OutputHeight + y) * TShape.OutputWidth + x];
    }

    public Float4 Quad(int outer, int depth) => default;
}
