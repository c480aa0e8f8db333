using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Values of a patch: channels × window height × window width.</summary>
internal static class PatchStride<TShape>
    where TShape : struct, IConvolutionShape
{
    public static int Stride => TShape.Channels * TShape.WindowHeight * TShape.WindowWidth;
}

/// <summary>The images' patches, without writing them out.</summary>
internal static class Patches<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>The input value under one place of the window, (channel, row, column), at one output pixel, (image,
    /// row, column); zero outside the image.</summary>
    /// <param name="stride">From one image to the next.</param>
    public static float At(ArrayView<float> images, int stride, int place, int pixel)
    {
        int area = TShape.OutputHeight * TShape.OutputWidth;
        int window = TShape.WindowHeight * TShape.WindowWidth;
        int image = pixel / area;
        int position = pixel % area;
        int channel = place / window;
        int offset = place % window;
        int y = position / TShape.OutputWidth * TShape.StrideY - TShape.PadTop
            + offset / TShape.WindowWidth * TShape.DilationY;
        int x = position % TShape.OutputWidth * TShape.StrideX - TShape.PadLeft
            + offset % TShape.WindowWidth * TShape.DilationX;
        if (y < 0 || y >= TShape.Height || x < 0 || x >= TShape.Width)
            return 0;
        return images[image * stride + (channel * TShape.Height + y) * TShape.Width + x];
    }
}

/// <summary>Patches as a factor whose outer index is the pixel: the forward pass.</summary>
internal readonly struct PatchColumns<TShape>(GpuBuffer images) : IMatrixSource
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> images = images.View;
    private readonly int stride = images.Stride;

    public static bool AlongDepth => false;

    public bool Vectors => false;

    public float At(int outer, int depth) => Patches<TShape>.At(images, stride, place: depth, pixel: outer);

    public Float4 Quad(int outer, int depth) => default;
}

/// <summary>Patches as a factor whose depth is the pixel: the weights' gradient.</summary>
internal readonly struct PatchRows<TShape>(GpuBuffer images) : IMatrixSource
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> images = images.View;
    private readonly int stride = images.Stride;

    public static bool AlongDepth => true;

    public bool Vectors => false;

    public float At(int outer, int depth) => Patches<TShape>.At(images, stride, place: outer, pixel: depth);

    public Float4 Quad(int outer, int depth) => default;
}
