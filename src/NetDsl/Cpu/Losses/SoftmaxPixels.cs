using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Softmax over the channels of each pixel: vectors along the pixels, stripe by stripe, so that a stripe's
/// channels stay in the caches.</summary>
internal static unsafe class SoftmaxPixels
{
    /// <summary>Pixels of a stripe; a multiple of every vector.</summary>
    public const int Stripe = 64;

    /// <summary>output = softmax(input) at <paramref name="pixels"/> pixels; may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write<TLanes, TVector>(float* input, float* output, int channels, nint area, int pixels)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < pixels; i += TLanes.Count)
        {
            TVector largest = TLanes.Load(input + i);
            for (int channel = 1; channel < channels; channel++)
            {
                largest = TLanes.Max(largest, TLanes.Load(input + (channel * area) + i));
            }

            TVector sum = TLanes.Broadcast(0);
            for (int channel = 0; channel < channels; channel++)
            {
                TVector value = TLanes.Load(input + (channel * area) + i);
                TVector e = Exponential.Exp<TLanes, TVector>(TLanes.Subtract(value, largest));
                TLanes.Store(output + (channel * area) + i, e);
                sum = TLanes.Add(sum, e);
            }

            TVector scale = TLanes.Divide(TLanes.Broadcast(1), sum);
            for (int channel = 0; channel < channels; channel++)
            {
                float* place = output + (channel * area) + i;
                TLanes.Store(place, TLanes.Multiply(TLanes.Load(place), scale));
            }
        }
    }

    /// <summary>inputGradient = output · (outputGradient − Σ output · outputGradient), with the sum over the channels;
    /// may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TLanes, TVector>(
        float* output, float* outputGradient, float* inputGradient, int channels, nint area, int pixels)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = 0; i < pixels; i += TLanes.Count)
        {
            TVector product = TLanes.Broadcast(0);
            for (int channel = 0; channel < channels; channel++)
            {
                nint place = (channel * area) + i;
                product = TLanes.MultiplyAdd(TLanes.Load(output + place), TLanes.Load(outputGradient + place), product);
            }

            for (int channel = 0; channel < channels; channel++)
            {
                nint place = (channel * area) + i;
                TVector difference = TLanes.Subtract(TLanes.Load(outputGradient + place), product);
                TLanes.Store(inputGradient + place, TLanes.Multiply(TLanes.Load(output + place), difference));
            }
        }
    }
}
