using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Cpu;

/// <summary>The vectors that the CPU's kernels compute with.</summary>
public enum SimdWidth
{
    /// <summary>One value at a time.</summary>
    Scalar = 1,

    /// <summary>128 bits: four values.</summary>
    Bits128 = 4,

    /// <summary>256 bits: eight values.</summary>
    Bits256 = 8,

    /// <summary>512 bits: sixteen values.</summary>
    Bits512 = 16,
}

/// <summary>What this machine has.</summary>
internal static class SimdWidths
{
    /// <summary>The widest that the machine supports. .NET calls 512 bits "not accelerated" on CPUs that lower their
    /// clock for it; the kernels here are dense enough to gain from it wherever it exists.</summary>
    public static SimdWidth Widest =>
        Has512 ? SimdWidth.Bits512
        : Vector256.IsHardwareAccelerated ? SimdWidth.Bits256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Bits128
        : SimdWidth.Scalar;

    /// <summary>Whether 512 bits are to be had. A constant to the native compiler, which leaves out the kernels of this width
    /// where it is false.</summary>
    public static bool Has512
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported || Vector512.IsHardwareAccelerated;
    }

    /// <summary>All that the machine supports, narrowest first.</summary>
    public static SimdWidth[] Supported =>
        [.. Enum.GetValues<SimdWidth>().Where(width => width <= Widest)];
}
