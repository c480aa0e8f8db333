namespace NetDsl;

/// <summary>What chance does to one example in one epoch.</summary>
/// <param name="Down">Rows that it is moved down by.</param>
/// <param name="Right">Columns that it is moved right by.</param>
/// <param name="IsMirrored">Whether left and right are exchanged then.</param>
/// <param name="Degrees">Turned before that, against the clock.</param>
internal readonly record struct Variation(int Down, int Right, bool IsMirrored, float Degrees, float Gain)
{
    /// <summary>Follows from seed, epoch and the example's number in its set alone: not from its place in a batch, nor
    /// from which thread asks, nor from where a run was resumed.</summary>
    /// <param name="hasRows">Whether there is more than a signal's one row.</param>
    internal static Variation Draw(Augmentation augmentation, bool hasRows, ulong seed, int epoch, int example)
    {
        // each word has its use, whether or not it is used: to add a change moves no other
        long step = (long)epoch << 32 | (uint)example;
        PhiloxBlock first = Philox.At(0, (int)RandomPurpose.Augmentation, step, seed);
        PhiloxBlock second = Philox.At(1, (int)RandomPurpose.Augmentation, step, seed);
        float gain = augmentation.HighestGain - augmentation.LowestGain;
        return new Variation(
            hasRows ? Within(augmentation.CropPad, first.Word0) + Within(augmentation.Shift, first.Word3) : 0,
            Within(augmentation.CropPad, first.Word1) + Within(augmentation.Shift, second.Word0),
            augmentation.Mirror && first.Word2 >> 31 == 1,
            (2 * Philox.Uniform(second.Word1) - 1) * augmentation.Rotation,
            augmentation.LowestGain + gain * Philox.Uniform(second.Word2));
    }

    /// <summary>−most … most.</summary>
    private static int Within(int most, uint word) => (int)((ulong)word * (ulong)(2L * most + 1) >> 32) - most;
}
