using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>128-bit vectors: 4 values.</summary>
internal readonly unsafe struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector128<float> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Divide(Vector128<float> left, Vector128<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> SquareRoot(Vector128<float> value) => Vector128.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(
        Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> IfLess(
        Vector128<float> left, Vector128<float> right, Vector128<float> yes, Vector128<float> no) =>
        Vector128.ConditionalSelect(Vector128.LessThan(left, right), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> IfSame(
        Vector128<float> left, Vector128<float> right, Vector128<float> yes, Vector128<float> no) =>
        Vector128.ConditionalSelect(Vector128.Equals(left.AsInt32(), right.AsInt32()).AsSingle(), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Round(Vector128<float> value) => Vector128.Round(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> PowerOfTwo(Vector128<float> exponent) =>
        ((Vector128.ConvertToInt32(exponent) + Vector128.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Mantissa, Vector128<float> Exponent) Split(Vector128<float> value)
    {
        Vector128<int> bits = value.AsInt32();
        Vector128<int> mantissa = (bits & Vector128.Create(0x7F_FFFF)) | Vector128.Create(0x3F80_0000);
        return (mantissa.AsSingle(), Vector128.ConvertToSingle((bits >> 23) - Vector128.Create(127)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector128<float> value) => (value[0] + value[2]) + (value[1] + value[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(
        float* destination, Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        var (evenAB, oddAB) = Deinterleave(a, b);
        var (evenCD, oddCD) = Deinterleave(c, d);
        var (even, odd) = Deinterleave(evenAB + oddAB, evenCD + oddCD);
        (even + odd).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIntegers(float* destination, Vector128<float> value) =>
        Vector128.ConvertToInt32(value).AsSingle().Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Even, Vector128<float> Odd) Deinterleave(
        Vector128<float> first, Vector128<float> second)
    {
        if (Sse.IsSupported)
        {
            return (Sse.Shuffle(first, second, 0b10_00_10_00), Sse.Shuffle(first, second, 0b11_01_11_01));
        }

        return (Vector128.Create(first[0], first[2], second[0], second[2]),
            Vector128.Create(first[1], first[3], second[1], second[3]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> First, Vector128<float> Second, Vector128<float> Third, Vector128<float> Fourth)
        LoadFours(float* source, int* places) => Transpose(
            Load(source + places[0]), Load(source + places[1]), Load(source + places[2]), Load(source + places[3]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(
        float* destination, int* places,
        Vector128<float> first, Vector128<float> second, Vector128<float> third, Vector128<float> fourth)
    {
        var (a, b, c, d) = Transpose(first, second, third, fourth);
        a.Store(destination + places[0]);
        b.Store(destination + places[1]);
        c.Store(destination + places[2]);
        d.Store(destination + places[3]);
    }

    /// <summary>The columns of four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> First, Vector128<float> Second, Vector128<float> Third, Vector128<float> Fourth)
        Transpose(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        var (evenAB, oddAB) = Deinterleave(a, b);
        var (evenCD, oddCD) = Deinterleave(c, d);
        var (first, third) = Deinterleave(evenAB, evenCD);
        var (second, fourth) = Deinterleave(oddAB, oddCD);
        return (first, second, third, fourth);
    }
}
