namespace NetDsl;

/// <summary>Codes in arrays of some thousand examples each: one array could not hold them all.</summary>
internal sealed class CodesInMemory : ICodes
{
    private readonly float[][] chunks;
    private readonly int size;
    private readonly int examplesOfChunk;

    internal CodesInMemory(int count, int size)
    {
        this.size = size;
        examplesOfChunk = Math.Max(1, (64 << 20) / sizeof(float) / Math.Max(1, size));
        chunks = new float[((long)count + examplesOfChunk - 1) / examplesOfChunk][];
        for (int i = 0; i < chunks.Length; i++)
        {
            int examples = Math.Min(examplesOfChunk, count - (i * examplesOfChunk));
            chunks[i] = GC.AllocateUninitializedArray<float>(examples * size);
        }
    }

    public void Write(int index, ReadOnlySpan<float> code) => code.CopyTo(At(index));

    public void Read(int index, Span<float> code) => At(index).CopyTo(code);

    public void Dispose()
    {
    }

    private Span<float> At(int index) =>
        chunks[index / examplesOfChunk].AsSpan(index % examplesOfChunk * size, size);
}
