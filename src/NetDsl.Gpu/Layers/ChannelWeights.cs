using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Weights [filters, channels, window] as a factor [channels, filters · window]: for the input's
/// gradient.</summary>
internal readonly struct ChannelWeights<TShape>(ArrayView<float> weights) : IMatrixSource
    where TShape : struct, IConvolutionShape
{
    private readonly ArrayView<float> weights = weights;

    public static bool AlongDepth => true;

    public bool Vectors => Window % 4 == 0;

    private static int Window => TShape.WindowHeight * TShape.WindowWidth;

    public float At(int outer, int depth) => weights[Index(outer, depth)];

    public Float4 Quad(int outer, int depth) => weights.Cast<Float4>()[Index(outer, depth) / 4];

    private static int Index(int channel, int place)
        => (place / Window * TShape.Channels + channel) * Window + place % Window;
}
