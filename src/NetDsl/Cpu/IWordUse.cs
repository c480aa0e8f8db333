using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>What is done with uniform random numbers in [0, 1): of one value, or of four at once, to the same
/// bits.</summary>
internal interface IWordUse
{
    /// <param name="value">Which value of the run.</param>
    void Take(float uniform, int value);

    /// <param name="value">The first of the four.</param>
    void Take(Vector128<float> uniform, int value);
}

/// <summary>samples = u &lt; means ? 1 : 0; may be in place. Without a branch: which way it went would be
/// chance.</summary>
internal readonly unsafe struct UnitUse(float* means, float* samples) : IWordUse
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(float uniform, int value) => samples[value] = uniform < means[value] ? 1 : 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector128<float> uniform, int value)
    {
        Vector128<float> isLess = Vector128.LessThan(uniform, Vector128.Load(means + value));
        (isLess & Vector128.Create(1f)).Store(samples + value);
    }
}

/// <summary>to = u &lt; share ? 0 : from · scale; may be in place.</summary>
internal readonly unsafe struct MaskUse(float* from, float* to, float share, float scale) : IWordUse
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(float uniform, int value) => to[value] = uniform < share ? 0 : from[value] * scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take(Vector128<float> uniform, int value)
    {
        Vector128<float> isLess = Vector128.LessThan(uniform, Vector128.Create(share));
        Vector128.AndNot(Vector128.Load(from + value) * scale, isLess).Store(to + value);
    }
}
