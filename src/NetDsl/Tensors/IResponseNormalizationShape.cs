namespace NetDsl;

/// <summary>A local response normalisation's sizes and constants, known when the program is compiled:
/// y = x / (Bias + Alpha · Σ x²)^Beta, with the sum over the Size channels around (Krizhevsky et al. 2012,
/// 3.3).</summary>
public interface IResponseNormalizationShape
{
    /// <summary>Channels of input and output.</summary>
    static abstract int Channels { get; }

    /// <summary>Values of a channel: rows × columns.</summary>
    static abstract int Area { get; }

    /// <summary>Channels of a window, cut off at the first and the last; odd.</summary>
    static abstract int Size { get; }

    /// <summary>Of each square in the sum; greater than 0. The paper's: it is not divided by Size.</summary>
    static abstract float Alpha { get; }

    /// <summary>The power; greater than 0.</summary>
    static abstract float Beta { get; }

    /// <summary>What is added to the sum; greater than 0.</summary>
    static abstract float Bias { get; }
}
