using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>
/// A row of a plane between its paddings: what the windows of one row of outputs see, once their rows are summed up or
/// their maxima taken column by column. The window of output column c then starts at c · StrideX, whatever the padding.
/// </summary>
internal static unsafe class PoolingRow<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Values behind the last, so that whole vectors can be read there.</summary>
    private const int Slack = 64;

    /// <summary>Floats of a row: a multiple of a cache line.</summary>
    public static int Size => (Math.Max(Seen, TShape.PadLeft + TShape.Width) + Slack + 15) / 16 * 16;

    /// <summary>Values up to the end of the last window.</summary>
    private static int Seen => ((TShape.OutputWidth - 1) * TShape.StrideX) + TShape.WindowWidth;

    /// <summary>Makes all of it padding.</summary>
    public static void Clear(float* row, float padding) => new Span<float>(row, Size).Fill(padding);

    /// <summary>The values of the windows' column <paramref name="tap"/> for outputs from <paramref name="column"/>
    /// on, and those of the next one: so they come from memory where the stride is 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Here, TVector Next) Taps<TLanes, TVector>(float* row, int column, int tap)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* from = row + (column * TShape.StrideX) + tap;
        return IsDoubled<TLanes, TVector>()
            ? TLanes.Deinterleave(TLanes.Load(from), TLanes.Load(from + TLanes.Count))
            : (TLanes.Load(from), TLanes.Load(from + 1));
    }

    /// <summary>Whether such vectors can go along a row of outputs.</summary>
    public static bool FitsOutput<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TShape.OutputWidth >= TLanes.Count && TShape.StrideX <= 2;

    /// <summary>Whether vectors of four can.</summary>
    public static bool FitsFour => TShape.OutputWidth >= 4 && TShape.StrideX <= 2;

    /// <summary>Whether vectors of outputs take every second value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDoubled<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => TShape.StrideX == 2 && TLanes.Count > 1;
}
