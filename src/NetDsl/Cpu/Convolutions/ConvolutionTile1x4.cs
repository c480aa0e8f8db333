using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The convolution's inner loops on 1 filter × 4 vectors: for groups of one or two filters, as where each channel
/// is filtered by itself.</summary>
internal readonly unsafe struct ConvolutionTile1x4 : IConvolutionTile
{
    public static int Rows => 1;

    public static int Vectors => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(
        int depth, float* weights, int* offsets, float* x, float* output, nint stride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector a = default, b = default, c = default, d = default;
        for (int k = 0; k < depth; k++)
        {
            float* at = x + offsets[k];
            TVector w = TLanes.Broadcast(weights[k]);
            a = TLanes.MultiplyAdd(w, TLanes.Load(at), a);
            b = TLanes.MultiplyAdd(w, TLanes.Load(at + TLanes.Count), b);
            c = TLanes.MultiplyAdd(w, TLanes.Load(at + (2 * TLanes.Count)), c);
            d = TLanes.MultiplyAdd(w, TLanes.Load(at + (3 * TLanes.Count)), d);
        }

        TLanes.Store(output, a);
        TLanes.Store(output + TLanes.Count, b);
        TLanes.Store(output + (2 * TLanes.Count), c);
        TLanes.Store(output + (3 * TLanes.Count), d);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Correlate<TLanes, TVector>(
        int images, int span, float* z, nint zPlane, nint zImage, float* x, int* offsets, nint xImage, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector a = default, b = default, c = default, d = default;
        nint offsetA = offsets[0];
        nint offsetB = offsets[1];
        nint offsetC = offsets[2];
        nint offsetD = offsets[3];
        for (int image = 0; image < images; image++)
        {
            for (int p = 0; p < span; p += TLanes.Count)
            {
                TVector g = TLanes.Load(z + p);
                a = TLanes.MultiplyAdd(g, TLanes.Load(x + offsetA + p), a);
                b = TLanes.MultiplyAdd(g, TLanes.Load(x + offsetB + p), b);
                c = TLanes.MultiplyAdd(g, TLanes.Load(x + offsetC + p), c);
                d = TLanes.MultiplyAdd(g, TLanes.Load(x + offsetD + p), d);
            }

            z += zImage;
            x += xImage;
        }

        TLanes.StoreSums(sums, a, b, c, d);
    }
}
