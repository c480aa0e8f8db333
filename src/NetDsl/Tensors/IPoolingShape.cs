namespace NetDsl;

/// <summary>A 2-D pooling's sizes, known when the program is compiled. Windows are cut off at the input's borders:
/// padding never wins a maximum, and an average divides by the pixels it sees.</summary>
public interface IPoolingShape
{
    /// <summary>Channels of input and output.</summary>
    static abstract int Channels { get; }

    /// <summary>Rows of the input.</summary>
    static abstract int Height { get; }

    /// <summary>Columns of the input.</summary>
    static abstract int Width { get; }

    /// <summary>Rows of the window.</summary>
    static abstract int WindowHeight { get; }

    /// <summary>Columns of the window.</summary>
    static abstract int WindowWidth { get; }

    /// <summary>Rows the window moves by.</summary>
    static abstract int StrideY { get; }

    /// <summary>Columns the window moves by.</summary>
    static abstract int StrideX { get; }

    /// <summary>Rows of padding above the input.</summary>
    static abstract int PadTop { get; }

    /// <summary>Columns of padding left of the input.</summary>
    static abstract int PadLeft { get; }

    /// <summary>Rows of the output.</summary>
    static abstract int OutputHeight { get; }

    /// <summary>Columns of the output.</summary>
    static abstract int OutputWidth { get; }
}
