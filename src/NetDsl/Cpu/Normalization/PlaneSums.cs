using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Sums over some hundred values that lie one after the other: short enough that float loses nothing to speak
/// of; longer sums are made of these, in double.</summary>
internal static unsafe class PlaneSums
{
    private const int Vectors = 64;

    /// <summary>Values of a sum at most.</summary>
    public static int MostValues<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => Vectors * TLanes.Count;

    /// <summary>Σ x</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum<TLanes, TVector>(float* values, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector even = default;
        TVector odd = default;
        int i = 0;
        for (; i <= count - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            even = TLanes.Add(even, TLanes.Load(values + i));
            odd = TLanes.Add(odd, TLanes.Load(values + i + TLanes.Count));
        }

        float sum = TLanes.Sum(TLanes.Add(even, odd));
        for (; i < count; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    /// <summary>Σ (x − mean)²</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Squares<TLanes, TVector>(float* values, float mean, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector middle = TLanes.Broadcast(mean);
        TVector even = default;
        TVector odd = default;
        int i = 0;
        for (; i <= count - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            TVector first = TLanes.Subtract(TLanes.Load(values + i), middle);
            TVector second = TLanes.Subtract(TLanes.Load(values + i + TLanes.Count), middle);
            even = TLanes.MultiplyAdd(first, first, even);
            odd = TLanes.MultiplyAdd(second, second, odd);
        }

        float sum = TLanes.Sum(TLanes.Add(even, odd));
        for (; i < count; i++)
        {
            sum += (values[i] - mean) * (values[i] - mean);
        }

        return sum;
    }

    /// <summary>The gradient before an activation: g = f′ · gradient, with Σ g and Σ g · (x − mean).</summary>
    /// <param name="kept">What f′ follows from; not read for the identity.</param>
    /// <param name="result">Where g is written; null for nowhere.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Sum, float Product) Gradient<TActivation, TLanes, TVector>(
        float* values, float mean, float* kept, float* gradient, float* result, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector middle = TLanes.Broadcast(mean);
        TVector sums = default;
        TVector products = default;
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector slope = TLanes.Load(gradient + i);
            if (!TActivation.IsIdentity)
            {
                slope = TActivation.Differentiate<TLanes, TVector>(TLanes.Load(kept + i), slope);
            }

            if (result is not null)
            {
                TLanes.Store(result + i, slope);
            }

            sums = TLanes.Add(sums, slope);
            products = TLanes.MultiplyAdd(slope, TLanes.Subtract(TLanes.Load(values + i), middle), products);
        }

        float sum = TLanes.Sum(sums);
        float product = TLanes.Sum(products);
        for (; i < count; i++)
        {
            float slope = TActivation.IsIdentity
                ? gradient[i]
                : TActivation.Differentiate<LanesScalar, float>(kept[i], gradient[i]);
            if (result is not null)
            {
                result[i] = slope;
            }

            sum += slope;
            product += slope * (values[i] - mean);
        }

        return (sum, product);
    }
}
