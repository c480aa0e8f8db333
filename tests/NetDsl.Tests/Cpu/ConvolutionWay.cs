namespace NetDsl.Tests.Cpu;

/// <summary>The ways in which the CPU computes a convolution.</summary>
internal enum ConvolutionWay
{
    Flat,
    Blocks,
    Winograd,
}
