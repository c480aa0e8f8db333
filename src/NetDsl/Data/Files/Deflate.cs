namespace NetDsl;

/// <summary>What the compression of ZIP, gzip and PNG (RFC 1951) can do.</summary>
internal static class Deflate
{
    // 258 bytes take at least two bits: 1,032 to 1
    private const long MostBytesOfOne = 1_032;

    // of headers and of the last block
    private const long Slack = 1_024;

    /// <summary>Bytes that so many can become at most.</summary>
    internal static long Most(long compressed) =>
        compressed > long.MaxValue / MostBytesOfOne - Slack ? long.MaxValue : compressed * MostBytesOfOne + Slack;

    /// <summary>Whether so many bytes can become so many.</summary>
    internal static bool CanHold(long compressed, long plain) => plain <= Most(compressed);
}
