namespace NetDsl.Tests.Cpu;

/// <summary>The ways in which the CPU computes a convolution.</summary>
internal enum ConvolutionWay
{
    Flat,
    Blocks,

    /// <summary>In inference only.</summary>
    Filterwise,
    Winograd,

    /// <summary>With filters side by side in the vectors.</summary>
    WinogradFilterwise,
}
