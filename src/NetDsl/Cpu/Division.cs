namespace NetDsl.Cpu;

/// <summary>Division of sizes and counts.</summary>
internal static class Division
{
    /// <summary>How many parts of a size it takes to hold a value: the quotient, rounded up.</summary>
    public static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
