namespace NetDsl;

/// <summary>The random numbers of one image: Philox with the image as a counter, so an image does not depend on how many
/// are drawn, in which order and by how many threads.</summary>
internal struct SampleDigitRandom(ulong seed, long image)
{
    // Philox's stream: the layers of networks, which count from 0, never draw from it.
    private const int Stream = -28;

    private PhiloxBlock block;
    private uint drawn;

    /// <summary>Uniform in [0, 1).</summary>
    public float Uniform()
    {
        int word = (int)(drawn % 4);
        if (word == 0)
        {
            block = Philox.At(drawn / 4, Stream, image, seed);
        }

        drawn++;
        return Philox.Uniform(block.Word(word));
    }

    /// <summary>Uniform in [low, high).</summary>
    public float Uniform(float low, float high) => low + (high - low) * Uniform();

    /// <summary>Uniform in 0 … <paramref name="count"/> − 1.</summary>
    public int Choice(int count) => (int)(Uniform() * count);

    /// <summary>Nearly normal with mean 0: a sum of three uniforms, which never strays beyond three deviations and,
    /// unlike Box and Muller's way, calls no function that differs between machines.</summary>
    public float Normal(float deviation) => 2 * deviation * (Uniform() + Uniform() + Uniform() - 1.5f);
}
