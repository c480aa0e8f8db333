using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>256-bit vectors: 8 values.</summary>
internal readonly unsafe struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* destination, Vector256<float> value) => value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> left, Vector256<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SquareRoot(Vector256<float> value) => Vector256.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(
        Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> IfLess(
        Vector256<float> left, Vector256<float> right, Vector256<float> yes, Vector256<float> no) =>
        Vector256.ConditionalSelect(Vector256.LessThan(left, right), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> IfSame(
        Vector256<float> left, Vector256<float> right, Vector256<float> yes, Vector256<float> no) =>
        Vector256.ConditionalSelect(Vector256.Equals(left.AsInt32(), right.AsInt32()).AsSingle(), yes, no);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) => Vector256.Max(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> value) => Vector256.Round(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> PowerOfTwo(Vector256<float> exponent) =>
        ((Vector256.ConvertToInt32(exponent) + Vector256.Create(127)) << 23).AsSingle();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Mantissa, Vector256<float> Exponent) Split(Vector256<float> value)
    {
        Vector256<int> bits = value.AsInt32();
        Vector256<int> mantissa = (bits & Vector256.Create(0x7F_FFFF)) | Vector256.Create(0x3F80_0000);
        return (mantissa.AsSingle(), Vector256.ConvertToSingle((bits >> 23) - Vector256.Create(127)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value) => Lanes128.Sum(value.GetLower() + value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSums(
        float* destination, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d) =>
        Lanes128.StoreSums(
            destination,
            a.GetLower() + a.GetUpper(), b.GetLower() + b.GetUpper(),
            c.GetLower() + c.GetUpper(), d.GetLower() + d.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreIntegers(float* destination, Vector256<float> value) =>
        Vector256.ConvertToInt32(value).AsSingle().Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Even, Vector256<float> Odd) Deinterleave(
        Vector256<float> first, Vector256<float> second)
    {
        if (Avx2.IsSupported)
        {
            // within 128-bit halves first, then the middle quarters change places
            var even = Avx.Shuffle(first, second, 0b10_00_10_00);
            var odd = Avx.Shuffle(first, second, 0b11_01_11_01);
            return (Avx2.Permute4x64(even.AsDouble(), 0b11_01_10_00).AsSingle(),
                Avx2.Permute4x64(odd.AsDouble(), 0b11_01_10_00).AsSingle());
        }

        var (lowEven, lowOdd) = Lanes128.Deinterleave(first.GetLower(), first.GetUpper());
        var (highEven, highOdd) = Lanes128.Deinterleave(second.GetLower(), second.GetUpper());
        return (Vector256.Create(lowEven, highEven), Vector256.Create(lowOdd, highOdd));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth)
        LoadFours(float* source, int* places) => TransposeHalves(
            Two(source, places), Two(source, places + 1), Two(source, places + 2), Two(source, places + 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(
        float* destination, int* places,
        Vector256<float> first, Vector256<float> second, Vector256<float> third, Vector256<float> fourth)
    {
        var (a, b, c, d) = TransposeHalves(first, second, third, fourth);
        StoreTwo(destination, places, a);
        StoreTwo(destination, places + 1, b);
        StoreTwo(destination, places + 2, c);
        StoreTwo(destination, places + 3, d);
    }

    /// <summary>Four values at a place, and at the place that is four further on the list.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Two(float* source, int* places) =>
        Vector256.Create(Vector128.Load(source + places[0]), Vector128.Load(source + places[4]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTwo(float* destination, int* places, Vector256<float> value)
    {
        value.GetLower().Store(destination + places[0]);
        value.GetUpper().Store(destination + places[4]);
    }

    /// <summary>The columns of four rows, in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> First, Vector256<float> Second, Vector256<float> Third, Vector256<float> Fourth)
        TransposeHalves(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (Avx.IsSupported)
        {
            Vector256<float> evenAB = Avx.Shuffle(a, b, 0b10_00_10_00);
            Vector256<float> oddAB = Avx.Shuffle(a, b, 0b11_01_11_01);
            Vector256<float> evenCD = Avx.Shuffle(c, d, 0b10_00_10_00);
            Vector256<float> oddCD = Avx.Shuffle(c, d, 0b11_01_11_01);
            return (Avx.Shuffle(evenAB, evenCD, 0b10_00_10_00), Avx.Shuffle(oddAB, oddCD, 0b10_00_10_00),
                Avx.Shuffle(evenAB, evenCD, 0b11_01_11_01), Avx.Shuffle(oddAB, oddCD, 0b11_01_11_01));
        }

        var low = Lanes128.Transpose(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower());
        var high = Lanes128.Transpose(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper());
        return (Vector256.Create(low.First, high.First), Vector256.Create(low.Second, high.Second),
            Vector256.Create(low.Third, high.Third), Vector256.Create(low.Fourth, high.Fourth));
    }
}
