using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Brings a strip of a factor into shared memory as [depth, outer], with zeros outside the matrix.</summary>
internal static class Strip<TSource>
    where TSource : struct, IMatrixSource
{
    private const int DepthQuads = 4;

    /// <summary>Fills 16 lines of <paramref name="width"/> values, each followed by a quad of padding.</summary>
    public static void Fill(
        ArrayView<Float4> strip, int width, TSource source, int outer, int depth, int outerEnd, int depthEnd)
    {
        if (TSource.AlongDepth)
            FillTransposed(strip.Cast<float>(), width, source, outer, depth, outerEnd, depthEnd);
        else
            FillLines(strip, width / 4, source, outer, depth, outerEnd, depthEnd);
    }

    // neighbouring threads read neighbouring quads of the same outer index
    private static void FillTransposed(
        ArrayView<float> strip, int width, TSource source, int outer, int depth, int outerEnd, int depthEnd)
    {
        int line = width + 4;
        for (int quad = Group.IdxX; quad < width * DepthQuads; quad += Group.DimX)
        {
            int position = quad / DepthQuads;
            int k = quad % DepthQuads * 4;
            var values = Load(source, outer + position, depth + k, outerEnd, depthEnd);
            int target = k * line + position;
            strip[target] = values.X;
            strip[target + line] = values.Y;
            strip[target + 2 * line] = values.Z;
            strip[target + 3 * line] = values.W;
        }
    }

    // neighbouring threads read neighbouring quads of the same depth
    private static void FillLines(
        ArrayView<Float4> strip, int quads, TSource source, int outer, int depth, int outerEnd, int depthEnd)
    {
        for (int quad = Group.IdxX; quad < quads * DepthQuads * 4; quad += Group.DimX)
        {
            int k = quad / quads;
            int position = quad % quads;
            strip[k * (quads + 1) + position] = Load(source, outer + position * 4, depth + k, outerEnd, depthEnd);
        }
    }

    private static Float4 Load(TSource source, int outer, int depth, int outerEnd, int depthEnd)
    {
        if (outer >= outerEnd || depth >= depthEnd)
            return default;
        if (source.Vectors)
            return source.Quad(outer, depth);
        int outerStep = TSource.AlongDepth ? 0 : 1;
        int depthStep = 1 - outerStep;
        int count = TSource.AlongDepth ? depthEnd - depth : outerEnd - outer;
        return new Float4(
            source.At(outer, depth),
            count > 1 ? source.At(outer + outerStep, depth + depthStep) : 0,
            count > 2 ? source.At(outer + 2 * outerStep, depth + 2 * depthStep) : 0,
            count > 3 ? source.At(outer + 3 * outerStep, depth + 3 * depthStep) : 0);
    }
}
