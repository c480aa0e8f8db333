using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>512-bit vectors: 16 values.</summary>
internal readonly unsafe struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector512<float> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Divide(Vector512<float> left, Vector512<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> SquareRoot(Vector512<float> value) => Vector512.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(
        Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> IfLess(
        Vector512<float> left, Vector512<float> right, Vector512<float> yes, Vector512<float> no) =>
        Vector512.ConditionalSelect(Vector512.LessThan(left, right), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> IfSame(
        Vector512<float> left, Vector512<float> right, Vector512<float> yes, Vector512<float> no) =>
        Vector512.ConditionalSelect(Vector512.Equals(left.AsInt32(), right.AsInt32()).AsSingle(), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) => Vector512.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Round(Vector512<float> value) => Vector512.Round(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> exponent) =>
        ((Vector512.ConvertToInt32(exponent) + Vector512.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Mantissa, Vector512<float> Exponent) Split(Vector512<float> value)
    {
        Vector512<int> bits = value.AsInt32();
        Vector512<int> mantissa = (bits & Vector512.Create(0x7F_FFFF)) | Vector512.Create(0x3F80_0000);
        return (mantissa.AsSingle(), Vector512.ConvertToSingle((bits >> 23) - Vector512.Create(127)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value) => Lanes256.Sum(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(
        float* destination, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d) =>
        Lanes256.StoreSums(
            destination,
            a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(),
            c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIntegers(float* destination, Vector512<float> value) =>
        Vector512.ConvertToInt32(value).AsSingle().Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Even, Vector512<float> Odd) Deinterleave(
        Vector512<float> first, Vector512<float> second)
    {
        if (Avx512F.IsSupported)
        {
            var even = Vector512.Create(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
            return (Avx512F.PermuteVar16x32x2(first, even, second),
                Avx512F.PermuteVar16x32x2(first, even + Vector512<int>.One, second));
        }

        var (lowEven, lowOdd) = Lanes256.Deinterleave(first.GetLower(), first.GetUpper());
        var (highEven, highOdd) = Lanes256.Deinterleave(second.GetLower(), second.GetUpper());
        return (Vector512.Create(lowEven, highEven), Vector512.Create(lowOdd, highOdd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> First, Vector512<float> Second, Vector512<float> Third, Vector512<float> Fourth)
        LoadFours(float* source, int* places) => TransposeQuarters(
            Four(source, places), Four(source, places + 1), Four(source, places + 2), Four(source, places + 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(
        float* destination, int* places,
        Vector512<float> first, Vector512<float> second, Vector512<float> third, Vector512<float> fourth)
    {
        var (a, b, c, d) = TransposeQuarters(first, second, third, fourth);
        StoreFour(destination, places, a);
        StoreFour(destination, places + 1, b);
        StoreFour(destination, places + 2, c);
        StoreFour(destination, places + 3, d);
    }

    /// <summary>Four values at a place, and at every fourth place on the list behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(float* source, int* places) =>
        Vector512.Create(Lanes256.Two(source, places), Lanes256.Two(source, places + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour(float* destination, int* places, Vector512<float> value)
    {
        Lanes256.StoreTwo(destination, places, value.GetLower());
        Lanes256.StoreTwo(destination, places + 8, value.GetUpper());
    }

    /// <summary>The columns of four rows, in each quarter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> First, Vector512<float> Second, Vector512<float> Third, Vector512<float> Fourth)
        TransposeQuarters(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (Avx512F.IsSupported)
        {
            Vector512<float> evenAB = Avx512F.Shuffle(a, b, 0b10_00_10_00);
            Vector512<float> oddAB = Avx512F.Shuffle(a, b, 0b11_01_11_01);
            Vector512<float> evenCD = Avx512F.Shuffle(c, d, 0b10_00_10_00);
            Vector512<float> oddCD = Avx512F.Shuffle(c, d, 0b11_01_11_01);
            return (Avx512F.Shuffle(evenAB, evenCD, 0b10_00_10_00), Avx512F.Shuffle(oddAB, oddCD, 0b10_00_10_00),
                Avx512F.Shuffle(evenAB, evenCD, 0b11_01_11_01), Avx512F.Shuffle(oddAB, oddCD, 0b11_01_11_01));
        }

        var low = Lanes256.TransposeHalves(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower());
        var high = Lanes256.TransposeHalves(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
        return (Vector512.Create(low.First, high.First), Vector512.Create(low.Second, high.Second),
            Vector512.Create(low.Third, high.Third), Vector512.Create(low.Fourth, high.Fourth));
    }
}
