namespace NetDsl;

/// <summary>The order of an epoch's examples.</summary>
internal static class Shuffle
{
    /// <summary>Fills <paramref name="order"/> with a permutation of 0 … length − 1 (Fisher and Yates; Durstenfeld
    /// 1964) that follows from the seed and the epoch alone.</summary>
    internal static void Permute(Span<int> order, ulong seed, int epoch)
    {
        var random = new RandomStream(RandomPurpose.Shuffle, epoch, seed);
        for (int i = 0; i < order.Length; i++)
        {
            int j = random.NextBelow(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
    }
}
