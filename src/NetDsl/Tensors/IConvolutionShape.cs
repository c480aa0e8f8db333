namespace NetDsl;

/// <summary>A 2-D convolution's sizes, known when the program is compiled: weights [Filters, Channels / Groups,
/// WindowHeight, WindowWidth]; output sizes decide how far the window goes at the bottom and right, reading zeros
/// outside.</summary>
public interface IConvolutionShape
{
    /// <summary>Channels of the input.</summary>
    static abstract int Channels { get; }

    /// <summary>Rows of the input.</summary>
    static abstract int Height { get; }

    /// <summary>Columns of the input.</summary>
    static abstract int Width { get; }

    /// <summary>Channels of the output.</summary>
    static abstract int Filters { get; }

    /// <summary>Rows of the window.</summary>
    static abstract int WindowHeight { get; }

    /// <summary>Columns of the window.</summary>
    static abstract int WindowWidth { get; }

    /// <summary>Rows the window moves by.</summary>
    static abstract int StrideY { get; }

    /// <summary>Columns the window moves by.</summary>
    static abstract int StrideX { get; }

    /// <summary>Rows from one row of the window to the next: 1 but for a dilated window.</summary>
    static virtual int DilationY => 1;

    /// <summary>Columns from one column of the window to the next.</summary>
    static virtual int DilationX => 1;

    /// <summary>Parts of equal size into which channels and filters are split: the filters of a part see its channels
    /// alone.</summary>
    static virtual int Groups => 1;

    /// <summary>Whether windows of 3×3 may be computed by Winograd's algorithm, whose rounding errors are about twice those of
    /// sums.</summary>
    static virtual bool AllowsWinograd => true;

    /// <summary>Rows of zeros above the input.</summary>
    static abstract int PadTop { get; }

    /// <summary>Columns of zeros left of the input.</summary>
    static abstract int PadLeft { get; }

    /// <summary>Rows of the output.</summary>
    static abstract int OutputHeight { get; }

    /// <summary>Columns of the output.</summary>
    static abstract int OutputWidth { get; }
}
