using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Response normalisation forward: reads each value from memory once.</summary>
internal readonly unsafe struct ResponseForwardKernel<TShape>(TensorBuffer input, TensorBuffer output) : IKernel
    where TShape : struct, IResponseNormalizationShape
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task % ResponsePlan<TShape>.Stripes * ResponsePlan<TShape>.StripePixels;
        int count = Math.Min(ResponsePlan<TShape>.StripePixels, TShape.Area - first);
        int whole = count - (count % TLanes.Count);
        float* x = input.Example(task / ResponsePlan<TShape>.Stripes) + first;
        float* y = output.Example(task / ResponsePlan<TShape>.Stripes) + first;
        Normalize<TLanes, TVector>(x, y, whole);
        Normalize<LanesScalar, float>(x + whole, y + whole, count - whole);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Normalize<TLanes, TVector>(float* x, float* y, int pixels)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            nint plane = (nint)channel * TShape.Area;
            for (int i = 0; i < pixels; i += TLanes.Count)
            {
                TVector scale = ResponsePlan<TShape>.Scale<TLanes, TVector>(x + i, channel);
                TVector power = ResponsePlan<TShape>.Power<TLanes, TVector>(scale);
                TLanes.Store(y + plane + i, TLanes.Multiply(TLanes.Load(x + plane + i), power));
            }
        }
    }
}
