namespace NetDsl.Gpu;

/// <summary>Amounts of memory in messages.</summary>
internal static class Bytes
{
    /// <summary>As <c>1.5 GiB</c> or <c>3.2 MiB</c>.</summary>
    public static string InWords(long bytes) => bytes >= 1L << 30
        ? FormattableString.Invariant($"{bytes / (double)(1L << 30):0.0} GiB")
        : FormattableString.Invariant($"{bytes / (double)(1L << 20):0.0} MiB");
}
