namespace NetDsl.Compiler.Ir;

/// <summary>What training does with a parameter tensor; they lie in memory in this order.</summary>
public enum ParameterKind
{
    /// <summary>Learnt; weight decay covers it.</summary>
    Weights,

    /// <summary>Learnt, never decayed: biases, and a batch normalisation's scale and shift.</summary>
    Bias,

    /// <summary>Not learnt: training's forward passes average it; weight files have it.</summary>
    Statistic,

    /// <summary>Of a layer that a stage leaves as it is: neither learnt nor averaged; weight files have it.</summary>
    Frozen,

    /// <summary>A constant of the file: neither learnt nor in weight files.</summary>
    Fixed,
}
