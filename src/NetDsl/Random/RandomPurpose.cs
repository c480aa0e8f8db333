namespace NetDsl;

/// <summary>The streams that are not a layer's: layers count theirs from 0, so these are negative.</summary>
internal enum RandomPurpose
{
    /// <summary>A parameter tensor's first values; the step is its number.</summary>
    Initialization = -1,

    /// <summary>The order of an epoch's examples; the step is the epoch's number.</summary>
    Shuffle = -2,

    /// <summary>What chance does to an example; the step is the epoch's number and the example's.</summary>
    Augmentation = -3,
}
