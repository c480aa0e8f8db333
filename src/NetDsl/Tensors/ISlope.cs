namespace NetDsl;

/// <summary>The slope of a leaky relu below 0, known when the program is compiled.</summary>
public interface ISlope
{
    /// <summary>Greater than 0, so that an output's sign is its input's.</summary>
    static abstract float Value { get; }
}
