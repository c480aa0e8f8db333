using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Loops over values that lie one after the other.</summary>
internal static unsafe class Elementwise
{
    /// <summary>values = f(values + bias + residual), with a bias for each value; null for none of either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddBiasAndActivate<TActivation, TLanes, TVector>(
        float* values, float* bias, float* residual, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector value = TLanes.Load(values + i);
            value = bias is null ? value : TLanes.Add(value, TLanes.Load(bias + i));
            value = residual is null ? value : TLanes.Add(value, TLanes.Load(residual + i));
            TLanes.Store(values + i, TActivation.Apply<TLanes, TVector>(value));
        }

        for (; i < count; i++)
        {
            float value = bias is null ? values[i] : values[i] + bias[i];
            value = residual is null ? value : value + residual[i];
            values[i] = TActivation.Apply<LanesScalar, float>(value);
        }
    }

    /// <summary>output = f(input); may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TActivation, TLanes, TVector>(float* input, float* output, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(output + i, TActivation.Apply<TLanes, TVector>(TLanes.Load(input + i)));
        }

        for (; i < count; i++)
        {
            output[i] = TActivation.Apply<LanesScalar, float>(input[i]);
        }
    }

    /// <summary>output = f(input + bias + residual)</summary>
    /// <param name="input">Overwritten where there is a residual.</param>
    /// <param name="residual">Null for none.</param>
    public static void AddAndActivate<TActivation, TLanes, TVector>(
        float* input, float bias, float* residual, float* output, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (residual is null)
        {
            AddAndActivate<TActivation, TLanes, TVector>(input, bias, output, count);
            return;
        }

        AddAndActivate<Identity, TLanes, TVector>(input, bias, input, count);
        Add<TActivation, TLanes, TVector>(input, residual, output, count);
    }

    /// <summary>output = f(input + bias), with one bias for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddAndActivate<TActivation, TLanes, TVector>(float* input, float bias, float* output, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector broadcast = TLanes.Broadcast(bias);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector value = TLanes.Add(TLanes.Load(input + i), broadcast);
            TLanes.Store(output + i, TActivation.Apply<TLanes, TVector>(value));
        }

        for (; i < count; i++)
        {
            output[i] = TActivation.Apply<LanesScalar, float>(input[i] + bias);
        }
    }

    /// <summary>result = gradient · f′, from what is kept of f; may be in place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Differentiate<TActivation, TLanes, TVector>(
        float* kept, float* gradient, float* result, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector value = TActivation.Differentiate<TLanes, TVector>(
                TLanes.Load(kept + i), TLanes.Load(gradient + i));
            TLanes.Store(result + i, value);
        }

        for (; i < count; i++)
        {
            result[i] = TActivation.Differentiate<LanesScalar, float>(kept[i], gradient[i]);
        }
    }

    /// <summary>values *= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale<TLanes, TVector>(float* values, float factor, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector broadcast = TLanes.Broadcast(factor);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(values + i, TLanes.Multiply(TLanes.Load(values + i), broadcast));
        }

        for (; i < count; i++)
        {
            values[i] *= factor;
        }
    }

    /// <summary>values /= divisors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide<TLanes, TVector>(float* values, float* divisors, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(values + i, TLanes.Divide(TLanes.Load(values + i), TLanes.Load(divisors + i)));
        }

        for (; i < count; i++)
        {
            values[i] /= divisors[i];
        }
    }

    /// <summary>to += factor · from, rounded twice: the same bits at any width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled<TLanes, TVector>(float* to, float* from, float factor, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector broadcast = TLanes.Broadcast(factor);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector product = TLanes.Multiply(broadcast, TLanes.Load(from + i));
            TLanes.Store(to + i, TLanes.Add(TLanes.Load(to + i), product));
        }

        for (; i < count; i++)
        {
            to[i] += factor * from[i];
        }
    }

    /// <summary>All values added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Sum<TLanes, TVector>(float* values, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sums = default;
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            sums = TLanes.Add(sums, TLanes.Load(values + i));
        }

        float sum = TLanes.Sum(sums);
        for (; i < count; i++)
        {
            sum += values[i];
        }

        return sum;
    }

    /// <summary>All values' squares added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float SumOfSquares<TLanes, TVector>(float* values, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sums = default;
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector value = TLanes.Load(values + i);
            sums = TLanes.MultiplyAdd(value, value, sums);
        }

        float sum = TLanes.Sum(sums);
        for (; i < count; i++)
        {
            sum += values[i] * values[i];
        }

        return sum;
    }

    /// <summary>The sum of left · right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot<TLanes, TVector>(float* left, float* right, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sums = default;
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            sums = TLanes.MultiplyAdd(TLanes.Load(left + i), TLanes.Load(right + i), sums);
        }

        float sum = TLanes.Sum(sums);
        for (; i < count; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    /// <summary>The sum of left − right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Difference<TLanes, TVector>(float* left, float* right, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sums = default;
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            sums = TLanes.Add(sums, TLanes.Subtract(TLanes.Load(left + i), TLanes.Load(right + i)));
        }

        float sum = TLanes.Sum(sums);
        for (; i < count; i++)
        {
            sum += left[i] - right[i];
        }

        return sum;
    }

    /// <summary>output = f(left + right); may be in place with either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TActivation, TLanes, TVector>(float* left, float* right, float* output, int count)
        where TActivation : struct, IActivation
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector sum = TLanes.Add(TLanes.Load(left + i), TLanes.Load(right + i));
            TLanes.Store(output + i, TActivation.Apply<TLanes, TVector>(sum));
        }

        for (; i < count; i++)
        {
            output[i] = TActivation.Apply<LanesScalar, float>(left[i] + right[i]);
        }
    }

    /// <summary>to += from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<TLanes, TVector>(float* to, float* from, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TLanes.Store(to + i, TLanes.Add(TLanes.Load(to + i), TLanes.Load(from + i)));
        }

        for (; i < count; i++)
        {
            to[i] += from[i];
        }
    }
}
