namespace NetDsl.Compiler.Binding;

/// <summary>The real numbers that an attribute may be.</summary>
/// <param name="Text">As messages say it: `at least 0 and less than 1`.</param>
/// <param name="Inside">A number of the range, to go on with after an error.</param>
internal sealed record RealRange(string Text, double Least, double Most, bool HasLeast, bool HasMost, double Inside)
{
    // beyond ±1e30 a product of two such numbers is no float32 any more
    private const double Huge = 1e30;

    public static readonly RealRange Any = new("a number", -Huge, Huge, true, true, 0);

    public static readonly RealRange Positive = new("a number greater than 0", 0, Huge, false, true, 1);

    public static readonly RealRange NotNegative = new("a number of at least 0", 0, Huge, true, true, 0);

    public static readonly RealRange BelowOne = new("a number of at least 0 and less than 1", 0, 1, true, false, 0);

    public static readonly RealRange Share = new("a number greater than 0 and at most 1", 0, 1, false, true, 1);

    public static readonly RealRange Inner = new("a number greater than 0 and less than 1", 0, 1, false, false, 0.5);

    /// <summary>Whether a number is one of them, as it is written and as a float32, which it becomes.</summary>
    public bool Contains(double value) =>
        IsWithin(value, Least, Most) && IsWithin((float)value, (float)Least, (float)Most);

    private bool IsWithin(double value, double least, double most) =>
        (HasLeast ? value >= least : value > least) && (HasMost ? value <= most : value < most);

    /// <summary>What to expect instead of a number outside; null stands for digits too many to be read.</summary>
    public string Instead(double? found) => found switch
    {
        null => $"{Text}, with an exponent where it is so large",
        { } value when Most == Huge && Math.Abs(value) > Huge => "a number between -1e30 and 1e30",
        { } value when IsWithin(value, Least, Most) => $"{Text} in single precision, where it is {(float)value:G9}",
        _ => Text,
    };

    public override string ToString() => Text;
}
