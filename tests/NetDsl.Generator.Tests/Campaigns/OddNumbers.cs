using System.Globalization;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Numbers at and beyond the ends of what float, double, int and long hold, and ordinary ones.</summary>
internal static class OddNumbers
{
    /// <summary>Of a constant with such a value.</summary>
    public const string Name = "odd";

    private static readonly string[] Known =
    [
        "0", "-0", "-0.0", "0.0", "1", "-1", "2", "3", "0.5", "1.0", "1e0", "3e0", "0.1", "0.99999999", "0.999999999999", "1.00000001",
        "1e-7", "1e-38", "1e-45", "1e-46", "1e-50", "1e-300", "1e-400", "0.1e400", "1e29", "1e30", "1.0000001e30", "1e38", "3.4028235e38",
        "3.4028236e38", "1e39", "-1e39", "1e308", "1e309", "1e999999999", "1e-999999999", "1e99999999999999999999", "16777217",
        "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "18446744073709551615", "18446744073709551616", "340282366920938463463374607431768211456",
        "0.30000000000000000000000000000000000000000000000000001", "123456789.123456789", "00007", "1e+3", "1E3", "0,1",
        "(1e200*1e200)", "(1/3)", "(1e30*1e30)", "(0-0)", "(1/0)", "(2147483647+1)", "(0.1*30)", "(0.35*100)", "(1e-30*1e-30)", "(0.5*4)",
        "(7/2)", "(7/2*2)", "-(1e39)",
    ];

    public static string Draw(Random random) => random.Next(4) switch
    {
        0 => (random.NextDouble() * Math.Pow(10, random.Next(-60, 60))).ToString("R", CultureInfo.InvariantCulture),
        1 => random.NextInt64().ToString(CultureInfo.InvariantCulture)[..random.Next(1, 19)],
        _ => Known[random.Next(Known.Length)],
    };
}
