namespace NetDsl;

/// <summary>The four words that <see cref="Philox"/> draws at once.</summary>
/// <param name="word0">Word 0.</param>
/// <param name="word1">Word 1.</param>
/// <param name="word2">Word 2.</param>
/// <param name="word3">Word 3.</param>
public readonly struct PhiloxBlock(uint word0, uint word1, uint word2, uint word3)
{
    /// <summary>Word 0.</summary>
    public readonly uint Word0 = word0;

    /// <summary>Word 1.</summary>
    public readonly uint Word1 = word1;

    /// <summary>Word 2.</summary>
    public readonly uint Word2 = word2;

    /// <summary>Word 3.</summary>
    public readonly uint Word3 = word3;

    /// <summary>Word 0, 1, 2 or 3.</summary>
    public uint Word(int index) => index < 2 ? (index == 0 ? Word0 : Word1) : (index == 2 ? Word2 : Word3);
}
