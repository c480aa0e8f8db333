using System.Globalization;

namespace NetDsl.Compiler.Binding;

/// <summary>The largest sizes, such that every offset into a network's memory fits in 31 bits.</summary>
internal static class Limits
{
    /// <summary>Of one number: filters, units, a side of an image.</summary>
    public const long Size = 1L << 24;

    /// <summary>Values that one layer gives for one example.</summary>
    public const long LayerValues = 1L << 28;

    /// <summary>Values that all layers together give for one example.</summary>
    public const long NetworkValues = 1L << 29;

    /// <summary>Learnt values of one network: 4 GiB.</summary>
    public const long Parameters = 1L << 30;

    public const long Batch = 1L << 20;

    public const long Epochs = 1_000_000;

    /// <summary>Statements that the repeats and blocks of one file may come to.</summary>
    public const int ExpandedStatements = 20_000;

    /// <summary>Repeats and uses of blocks in one another: each costs stack.</summary>
    public const int ExpandedDepth = 64;

    /// <summary>The product, or the largest long where it does not fit. No factor may be negative.</summary>
    public static long Product(params long[] factors)
    {
        var product = 1L;
        foreach (var factor in factors)
        {
            product = factor != 0 && product > long.MaxValue / factor ? long.MaxValue : product * factor;
        }

        return product;
    }

    /// <summary>`1,048,576`</summary>
    public static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
