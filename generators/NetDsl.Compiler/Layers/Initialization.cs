namespace NetDsl.Compiler.Layers;

/// <summary>How a layer's weights start; biases start at zero.</summary>
/// <param name="Low">The low end of <see cref="InitializationKind.Uniform"/>; else unused and 0.</param>
/// <param name="High">The high end of Uniform, the deviation of Normal, the value of Constant; else 0.</param>
public readonly record struct Initialization(InitializationKind Kind, double Low = 0, double High = 0);

public enum InitializationKind
{
    /// <summary>Normal, deviation √(2 / fan-in) (He et al. 2015). The default in front of a relu, leakyrelu or elu.</summary>
    He,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010). The default elsewhere.</summary>
    Xavier,
    Uniform,
    Normal,
    Orthogonal,
    Zeros,
    Constant,
}
