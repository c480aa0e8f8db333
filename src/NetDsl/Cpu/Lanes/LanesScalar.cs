using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>One value at a time: for machines without vectors, and for the values that fill no vector.</summary>
internal readonly unsafe struct LanesScalar : ILanes<float>
{
    public static int Count => 1;

    public static float Load(float* source) => *source;

    public static void Store(float* destination, float value) => *destination = value;

    public static float Broadcast(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float Divide(float left, float right) => left / right;

    public static float SquareRoot(float value) => MathF.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) =>
        float.MultiplyAddEstimate(left, right, addend);

    public static float IfLess(float left, float right, float yes, float no) => left < right ? yes : no;

    public static float IfSame(float left, float right, float yes, float no) =>
        BitConverter.SingleToInt32Bits(left) == BitConverter.SingleToInt32Bits(right) ? yes : no;

    public static float Max(float left, float right) => MathF.Max(left, right);

    public static float Round(float value) => MathF.Round(value);

    public static float PowerOfTwo(float exponent) => BitConverter.Int32BitsToSingle(((int)exponent + 127) << 23);

    public static (float Mantissa, float Exponent) Split(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return (BitConverter.Int32BitsToSingle((bits & 0x7F_FFFF) | 0x3F80_0000), (bits >> 23) - 127);
    }

    public static float Sum(float value) => value;

    public static void StoreSums(float* destination, float a, float b, float c, float d)
    {
        destination[0] = a;
        destination[1] = b;
        destination[2] = c;
        destination[3] = d;
    }

    public static void StoreIntegers(float* destination, float value) => *(int*)destination = (int)value;

    public static (float Even, float Odd) Deinterleave(float first, float second) => (first, second);

    public static (float First, float Second, float Third, float Fourth) LoadFours(float* source, int* places)
    {
        source += *places;
        return (source[0], source[1], source[2], source[3]);
    }

    public static void StoreFours(float* destination, int* places, float first, float second, float third, float fourth) =>
        StoreSums(destination + *places, first, second, third, fourth);
}
