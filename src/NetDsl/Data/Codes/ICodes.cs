namespace NetDsl;

/// <summary>The codes of a set of examples, each written once and then read in any order, from several threads at
/// once.</summary>
internal interface ICodes : IDisposable
{
    void Write(int index, ReadOnlySpan<float> code);

    void Read(int index, Span<float> code);
}
