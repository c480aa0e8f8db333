using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Loops over one channel's values that lie one after the other.</summary>
internal static unsafe class PlaneScaling
{
    /// <summary>output = f((x − mean) · factor + shift + residual)</summary>
    /// <param name="residual">Null for none; may be the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<TActivation, TLanes, TVector>(
        float* values, float mean, float factor, float shift, float* residual, float* output, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector middle = TLanes.Broadcast(mean);
        TVector scale = TLanes.Broadcast(factor);
        TVector start = TLanes.Broadcast(shift);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector value = TLanes.MultiplyAdd(TLanes.Subtract(TLanes.Load(values + i), middle), scale, start);
            value = residual is null ? value : TLanes.Add(value, TLanes.Load(residual + i));
            TLanes.Store(output + i, TActivation.Apply<TLanes, TVector>(value));
        }

        for (; i < count; i++)
        {
            float value = float.MultiplyAddEstimate(values[i] - mean, factor, shift);
            value = residual is null ? value : value + residual[i];
            output[i] = TActivation.Apply<LanesScalar, float>(value);
        }
    }

    /// <summary>inputGradient = factor · (gradient − sum − (x − mean) · product); may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward<TLanes, TVector>(
        float* values, float mean, float factor, float sum, float product, float* gradient, float* inputGradient,
        int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector middle = TLanes.Broadcast(mean);
        TVector scale = TLanes.Broadcast(factor);
        TVector common = TLanes.Broadcast(sum);
        TVector slope = TLanes.Broadcast(-product);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector distance = TLanes.Subtract(TLanes.Load(values + i), middle);
            TVector rest = TLanes.Subtract(TLanes.Load(gradient + i), common);
            TLanes.Store(inputGradient + i, TLanes.Multiply(scale, TLanes.MultiplyAdd(distance, slope, rest)));
        }

        for (; i < count; i++)
        {
            inputGradient[i] = factor
                * float.MultiplyAddEstimate(values[i] - mean, -product, gradient[i] - sum);
        }
    }
}
