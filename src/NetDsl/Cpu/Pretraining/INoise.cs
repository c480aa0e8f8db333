namespace NetDsl.Cpu;

/// <summary>One kind of corruption, of four values at a time.</summary>
internal interface INoise
{
    /// <summary>In units of a multiplication.</summary>
    static abstract int CostOfValue { get; }

    /// <summary>Takes the random words of the next four values.</summary>
    void Draw(in PhiloxBlock words);

    /// <summary>A value, damaged.</summary>
    /// <param name="index">Which of the four.</param>
    float Apply(float value, int index, float amount);
}

/// <summary>A share of the values is 0 or 1: the lowest bit of the word, of which the comparison sees the upper 24,
/// decides.</summary>
internal struct ExtremeNoise : INoise
{
    private PhiloxBlock words;

    public static int CostOfValue => 8;

    public void Draw(in PhiloxBlock words) => this.words = words;

    public readonly float Apply(float value, int index, float amount)
    {
        uint word = words.Word(index);
        return Philox.Uniform(word) < amount ? word & 1 : value;
    }
}

/// <summary>Normal noise: two words make two numbers (Box and Muller 1958).</summary>
internal struct NormalNoise : INoise
{
    private float normal0;
    private float normal1;
    private float normal2;
    private float normal3;

    public static int CostOfValue => 64;

    public void Draw(in PhiloxBlock words)
    {
        (normal0, normal1) = Pair(words.Word0, words.Word1);
        (normal2, normal3) = Pair(words.Word2, words.Word3);
    }

    public readonly float Apply(float value, int index, float amount)
    {
        float normal = index < 2 ? (index == 0 ? normal0 : normal1) : (index == 2 ? normal2 : normal3);
        return value + (amount * normal);
    }

    private static (float First, float Second) Pair(uint word, uint next)
    {
        // in (0, 1): its logarithm is finite; and an angle in [−π, π)
        float radius = MathF.Sqrt(-2 * MathF.Log(Philox.Uniform(word) + (0.5f / (1 << 24))));
        var (sine, cosine) = MathF.SinCos(2 * MathF.PI * (Philox.Uniform(next) - 0.5f));
        return (radius * cosine, radius * sine);
    }
}
