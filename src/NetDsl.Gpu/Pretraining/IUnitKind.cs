using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>What units of a restricted Boltzmann machine can be.</summary>
internal interface IUnitKind
{
    /// <summary>A unit's mean, from its sum with the bias.</summary>
    static abstract float Mean(float sum);

    /// <summary>A unit drawn by its mean.</summary>
    /// <param name="word">The unit's number in the block.</param>
    static abstract float Draw(float mean, PhiloxBlock block, int word);
}

/// <summary>0 or 1, with mean σ(sum).</summary>
internal readonly struct BernoulliUnit : IUnitKind
{
    public static float Mean(float sum) => Sigmoid.Apply(sum);

    public static float Draw(float mean, PhiloxBlock block, int word) =>
        Philox.Uniform(block.Word(word)) < mean ? 1f : 0f;
}

/// <summary>Any value, with mean sum and deviation 1: Box and Muller 1958, words 0 and 1 for units 0 and 1, words 2 and
/// 3 for units 2 and 3.</summary>
internal readonly struct GaussianUnit : IUnitKind
{
    private const float WholeTurn = 2 * XMath.PI / 16_777_216f;

    public static float Mean(float sum) => sum;

    // the radius is of a number in (0, 1) that float32 holds exactly: its logarithm is finite
    public static float Draw(float mean, PhiloxBlock block, int word)
    {
        uint radius = block.Word(word & 2);
        uint angle = block.Word(word | 1);
        float length = XMath.Sqrt(-2 * XMath.Log(((int)(radius >> 9) + 0.5f) * (1f / 8_388_608f)));
        float turn = (int)(angle >> 8) * WholeTurn;
        return mean + length * ((word & 1) != 0 ? XMath.Sin(turn) : XMath.Cos(turn));
    }
}
