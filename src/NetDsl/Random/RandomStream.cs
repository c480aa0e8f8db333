namespace NetDsl;

/// <summary>Draws one after another from a stream of <see cref="Philox"/>, for what runs on the host.</summary>
internal struct RandomStream(RandomPurpose purpose, long step, ulong seed)
{
    private PhiloxBlock block;
    private uint drawn;

    /// <summary>32 random bits.</summary>
    internal uint NextBits()
    {
        if (drawn % 4 == 0)
        {
            block = Philox.At(drawn / 4, (int)purpose, step, seed);
        }

        return block.Word((int)(drawn++ % 4));
    }

    /// <summary>0 … <paramref name="bound"/> − 1; off uniform by less than bound / 2³².</summary>
    internal int NextBelow(int bound) => (int)((ulong)NextBits() * (uint)bound >> 32);

    /// <summary>In [0, 1), a multiple of 2⁻³².</summary>
    internal double NextUniform() => NextBits() * (1.0 / 4_294_967_296);

    /// <summary>Normal with mean 0 and deviation 1: Box and Muller 1958.</summary>
    internal double NextNormal()
    {
        // in (0, 1): its logarithm is finite
        double radius = (NextBits() + 0.5) * (1.0 / 4_294_967_296);
        double angle = 2 * Math.PI * NextUniform();
        return Math.Sqrt(-2 * Math.Log(radius)) * Math.Cos(angle);
    }
}
