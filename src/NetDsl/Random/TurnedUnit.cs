namespace NetDsl;

/// <summary>Which unit of an example a pseudo-likelihood turns: chosen by the example's own values, so that it is the
/// same on every device, in a batch of any size and in every epoch, while over a data set all units have their turn.
/// Plain arithmetic on integers: also compiles as a GPU function.</summary>
internal static class TurnedUnit
{
    /// <summary>What one value adds to the example's sum; the order does not matter.</summary>
    /// <param name="bits">The value's, as float32.</param>
    public static uint Part(int unit, uint bits) => Mix(bits + ((uint)unit * 0x9E3779B1));

    /// <summary>0 … units − 1, from the sum of all parts modulo 2³².</summary>
    public static int Of(uint sum, int units) => (int)(((ulong)Mix(sum) * (uint)units) >> 32);

    /// <summary>Appleby's finalizer of MurmurHash3: every bit of the word changes half of the result's.</summary>
    private static uint Mix(uint word)
    {
        word = (word ^ (word >> 16)) * 0x85EBCA6B;
        word = (word ^ (word >> 13)) * 0xC2B2AE35;
        return word ^ (word >> 16);
    }
}
