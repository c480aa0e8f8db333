namespace NetDsl;

/// <summary>Room for one input and its outputs, of each thread: what one reads, no other overwrites.</summary>
internal static class ThreadBuffers
{
    [ThreadStatic]
    private static float[]? inputs;

    [ThreadStatic]
    private static float[]? outputs;

    /// <summary>Room for an input, in memory that the thread's next call reuses.</summary>
    public static Span<float> Inputs(int count) => Grown(ref inputs, count);

    /// <summary>Room for outputs, in memory that the thread's next call reuses.</summary>
    public static Span<float> Outputs(int count) => Grown(ref outputs, count);

    private static Span<float> Grown(ref float[]? buffer, int count)
    {
        if (buffer is null || buffer.Length < count)
            buffer = new float[count];
        return buffer.AsSpan(0, count);
    }
}
