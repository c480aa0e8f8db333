using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The convolution's inner loops on 6 filters × 2 vectors, in 12 accumulators.</summary>
internal readonly unsafe struct ConvolutionTile6x2 : IConvolutionTile
{
    public static int Rows => 6;

    public static int Vectors => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TLanes, TVector>(
        int depth, float* weights, int* offsets, float* x, float* output, nint stride)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default;
        TVector s1a = default, s1b = default;
        TVector s2a = default, s2b = default;
        TVector s3a = default, s3b = default;
        TVector s4a = default, s4b = default;
        TVector s5a = default, s5b = default;
        for (int k = 0; k < depth; k++)
        {
            float* at = x + offsets[k];
            TVector a = TLanes.Load(at);
            TVector b = TLanes.Load(at + TLanes.Count);
            TVector w = TLanes.Broadcast(weights[0]);
            s0a = TLanes.MultiplyAdd(w, a, s0a);
            s0b = TLanes.MultiplyAdd(w, b, s0b);
            w = TLanes.Broadcast(weights[1]);
            s1a = TLanes.MultiplyAdd(w, a, s1a);
            s1b = TLanes.MultiplyAdd(w, b, s1b);
            w = TLanes.Broadcast(weights[2]);
            s2a = TLanes.MultiplyAdd(w, a, s2a);
            s2b = TLanes.MultiplyAdd(w, b, s2b);
            w = TLanes.Broadcast(weights[3]);
            s3a = TLanes.MultiplyAdd(w, a, s3a);
            s3b = TLanes.MultiplyAdd(w, b, s3b);
            w = TLanes.Broadcast(weights[4]);
            s4a = TLanes.MultiplyAdd(w, a, s4a);
            s4b = TLanes.MultiplyAdd(w, b, s4b);
            w = TLanes.Broadcast(weights[5]);
            s5a = TLanes.MultiplyAdd(w, a, s5a);
            s5b = TLanes.MultiplyAdd(w, b, s5b);
            weights += Rows;
        }

        TLanes.Store(output, s0a);
        TLanes.Store(output + TLanes.Count, s0b);
        TLanes.Store(output + stride, s1a);
        TLanes.Store(output + stride + TLanes.Count, s1b);
        TLanes.Store(output + (2 * stride), s2a);
        TLanes.Store(output + (2 * stride) + TLanes.Count, s2b);
        TLanes.Store(output + (3 * stride), s3a);
        TLanes.Store(output + (3 * stride) + TLanes.Count, s3b);
        TLanes.Store(output + (4 * stride), s4a);
        TLanes.Store(output + (4 * stride) + TLanes.Count, s4b);
        TLanes.Store(output + (5 * stride), s5a);
        TLanes.Store(output + (5 * stride) + TLanes.Count, s5b);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Correlate<TLanes, TVector>(
        int images, int span, float* z, nint zPlane, nint zImage, float* x, int* offsets, nint xImage, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector s0a = default, s0b = default;
        TVector s1a = default, s1b = default;
        TVector s2a = default, s2b = default;
        TVector s3a = default, s3b = default;
        TVector s4a = default, s4b = default;
        TVector s5a = default, s5b = default;
        nint offsetA = offsets[0];
        nint offsetB = offsets[1];
        for (int image = 0; image < images; image++)
        {
            for (int p = 0; p < span; p += TLanes.Count)
            {
                TVector a = TLanes.Load(x + offsetA + p);
                TVector b = TLanes.Load(x + offsetB + p);
                TVector g = TLanes.Load(z + p);
                s0a = TLanes.MultiplyAdd(g, a, s0a);
                s0b = TLanes.MultiplyAdd(g, b, s0b);
                g = TLanes.Load(z + zPlane + p);
                s1a = TLanes.MultiplyAdd(g, a, s1a);
                s1b = TLanes.MultiplyAdd(g, b, s1b);
                g = TLanes.Load(z + (2 * zPlane) + p);
                s2a = TLanes.MultiplyAdd(g, a, s2a);
                s2b = TLanes.MultiplyAdd(g, b, s2b);
                g = TLanes.Load(z + (3 * zPlane) + p);
                s3a = TLanes.MultiplyAdd(g, a, s3a);
                s3b = TLanes.MultiplyAdd(g, b, s3b);
                g = TLanes.Load(z + (4 * zPlane) + p);
                s4a = TLanes.MultiplyAdd(g, a, s4a);
                s4b = TLanes.MultiplyAdd(g, b, s4b);
                g = TLanes.Load(z + (5 * zPlane) + p);
                s5a = TLanes.MultiplyAdd(g, a, s5a);
                s5b = TLanes.MultiplyAdd(g, b, s5b);
            }

            z += zImage;
            x += xImage;
        }

        TLanes.StoreSums(sums, s0a, s0b, s1a, s1b);
        TLanes.StoreSums(sums + 4, s2a, s2b, s3a, s3b);
        TLanes.StoreSums(sums + 8, s4a, s4b, s5a, s5b);
    }
}
