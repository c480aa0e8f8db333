using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The convolution's inner loops on 4 filters × 3 vectors, in 12 accumulators.</summary>
internal readonly unsafe struct ConvolutionTile4x3 : IConvolutionTile
{
    public static int Rows => 4;

    public static int Vectors => 3;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(
        int depth, float* weights, int* offsets, float* x, float* output, nint stride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default, s0c = default;
        TVector s1a = default, s1b = default, s1c = default;
        TVector s2a = default, s2b = default, s2c = default;
        TVector s3a = default, s3b = default, s3c = default;
        for (int k = 0; k < depth; k++)
        {
            float* at = x + offsets[k];
            TVector a = TLanes.Load(at);
            TVector b = TLanes.Load(at + TLanes.Count);
            TVector c = TLanes.Load(at + (2 * TLanes.Count));
            TVector w = TLanes.Broadcast(weights[0]);
            s0a = TLanes.MultiplyAdd(w, a, s0a);
            s0b = TLanes.MultiplyAdd(w, b, s0b);
            s0c = TLanes.MultiplyAdd(w, c, s0c);
            w = TLanes.Broadcast(weights[1]);
            s1a = TLanes.MultiplyAdd(w, a, s1a);
            s1b = TLanes.MultiplyAdd(w, b, s1b);
            s1c = TLanes.MultiplyAdd(w, c, s1c);
            w = TLanes.Broadcast(weights[2]);
            s2a = TLanes.MultiplyAdd(w, a, s2a);
            s2b = TLanes.MultiplyAdd(w, b, s2b);
            s2c = TLanes.MultiplyAdd(w, c, s2c);
            w = TLanes.Broadcast(weights[3]);
            s3a = TLanes.MultiplyAdd(w, a, s3a);
            s3b = TLanes.MultiplyAdd(w, b, s3b);
            s3c = TLanes.MultiplyAdd(w, c, s3c);
            weights += Rows;
        }

        TLanes.Store(output, s0a);
        TLanes.Store(output + TLanes.Count, s0b);
        TLanes.Store(output + (2 * TLanes.Count), s0c);
        TLanes.Store(output + stride, s1a);
        TLanes.Store(output + stride + TLanes.Count, s1b);
        TLanes.Store(output + stride + (2 * TLanes.Count), s1c);
        TLanes.Store(output + (2 * stride), s2a);
        TLanes.Store(output + (2 * stride) + TLanes.Count, s2b);
        TLanes.Store(output + (2 * stride) + (2 * TLanes.Count), s2c);
        TLanes.Store(output + (3 * stride), s3a);
        TLanes.Store(output + (3 * stride) + TLanes.Count, s3b);
        TLanes.Store(output + (3 * stride) + (2 * TLanes.Count), s3c);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Correlate<TLanes, TVector>(
        int images, int span, float* z, nint zPlane, nint zImage, float* x, int* offsets, nint xImage, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default, s0c = default;
        TVector s1a = default, s1b = default, s1c = default;
        TVector s2a = default, s2b = default, s2c = default;
        TVector s3a = default, s3b = default, s3c = default;
        nint offsetA = offsets[0];
        nint offsetB = offsets[1];
        nint offsetC = offsets[2];
        for (int image = 0; image < images; image++)
        {
            for (int p = 0; p < span; p += TLanes.Count)
            {
                TVector a = TLanes.Load(x + offsetA + p);
                TVector b = TLanes.Load(x + offsetB + p);
                TVector c = TLanes.Load(x + offsetC + p);
                TVector g = TLanes.Load(z + p);
                s0a = TLanes.MultiplyAdd(g, a, s0a);
                s0b = TLanes.MultiplyAdd(g, b, s0b);
                s0c = TLanes.MultiplyAdd(g, c, s0c);
                g = TLanes.Load(z + zPlane + p);
                s1a = TLanes.MultiplyAdd(g, a, s1a);
                s1b = TLanes.MultiplyAdd(g, b, s1b);
                s1c = TLanes.MultiplyAdd(g, c, s1c);
                g = TLanes.Load(z + (2 * zPlane) + p);
                s2a = TLanes.MultiplyAdd(g, a, s2a);
                s2b = TLanes.MultiplyAdd(g, b, s2b);
                s2c = TLanes.MultiplyAdd(g, c, s2c);
                g = TLanes.Load(z + (3 * zPlane) + p);
                s3a = TLanes.MultiplyAdd(g, a, s3a);
                s3b = TLanes.MultiplyAdd(g, b, s3b);
                s3c = TLanes.MultiplyAdd(g, c, s3c);
            }

            z += zImage;
            x += xImage;
        }

        TLanes.StoreSums(sums, s0a, s0b, s0c, s1a);
        TLanes.StoreSums(sums + 4, s1b, s1c, s2a, s2b);
        TLanes.StoreSums(sums + 8, s2c, s3a, s3b, s3c);
    }
}
