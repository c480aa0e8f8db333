using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A sum of many vectors that loses no more than one rounding (Kahan 1965).</summary>
internal struct CompensatedSum<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private TVector lost;

    public TVector Value { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TVector value)
    {
        TVector corrected = TLanes.Subtract(value, lost);
        TVector sum = TLanes.Add(Value, corrected);
        lost = TLanes.Subtract(TLanes.Subtract(sum, Value), corrected);
        Value = sum;
    }
}
