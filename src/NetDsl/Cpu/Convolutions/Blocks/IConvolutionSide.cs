namespace NetDsl.Cpu;

/// <summary>The direction in which a convolution is computed: <see cref="InputSide{TShape}"/> reads its input and gives
/// its output, <see cref="OutputSide{TShape}"/> reads gradients of the output and gives those of the input. All sizes
/// are of one group.</summary>
internal unsafe interface IConvolutionSide
{
    static abstract int Groups { get; }

    /// <summary>Channels that are read.</summary>
    static abstract int Channels { get; }

    /// <summary>Values of a channel that is read.</summary>
    static abstract int ChannelSize { get; }

    /// <summary>Whether the channels that are read are their own planes, so that none need be filled.</summary>
    static abstract bool IsDirect { get; }

    /// <summary>Floats of an image's planes; 0 where it needs none.</summary>
    static abstract int PlanesSize { get; }

    /// <summary>Channels that are written.</summary>
    static abstract int Rows { get; }

    /// <summary>Values of a channel that is written.</summary>
    static abstract int RowSize { get; }

    static abstract int Phases { get; }

    /// <summary>Whether the phases together write each value.</summary>
    static abstract bool WritesAll { get; }

    /// <summary>Products that a value of each phase sums, over all phases: each of a row's weights once.</summary>
    static abstract int Depth { get; }

    /// <summary>Whether the weights are learnt in the order of a single phase: [row][depth].</summary>
    static abstract bool AreWeightsInOrder { get; }

    static abstract WindowPhase Phase(int index);

    /// <summary>Some of a group's channels of one image to their place in the planes.</summary>
    static abstract void Fill(float* image, float* planes, int first, int end);

    /// <summary>[phase][depth]: from a place's source to what it sees.</summary>
    static abstract void WriteOffsets(int* offsets);

    /// <summary>One tile of a group's packed weights, [phase][tile][depth][row], zeros in rows that do not
    /// exist.</summary>
    /// <param name="weights">The group's, as they are learnt.</param>
    /// <param name="packed">The group's.</param>
    static abstract void PackWeights(float* weights, float* packed, int tile, int tileRows);
}
