namespace NetDsl;

/// <summary>What training does with a parameter tensor.</summary>
public enum ParameterKind
{
    /// <summary>Learnt; weight decay covers it.</summary>
    Weights,

    /// <summary>Learnt, but never decayed: biases, and the scale and shift of a batch normalisation.</summary>
    Bias,

    /// <summary>Not learnt but averaged over training's batches: a batch normalisation's running mean and variance. Weight
    /// files have it.</summary>
    Statistic,

    /// <summary>Of a layer that a stage leaves as it is: neither learnt nor averaged; in weight files.</summary>
    Frozen,

    /// <summary>A constant that the network's file states, such as the weights of a `filter`: never changed, and not in
    /// weight files.</summary>
    Fixed,
}
