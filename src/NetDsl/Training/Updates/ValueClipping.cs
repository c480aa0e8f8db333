namespace NetDsl;

/// <summary>Each gradient is cut off at ±Limit.</summary>
public sealed record ValueClipping(float Limit) : Clipping
{
    internal override string Text => FormattableString.Invariant($"clip value {Limit}");
}
