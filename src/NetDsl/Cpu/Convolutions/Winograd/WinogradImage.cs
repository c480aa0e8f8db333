namespace NetDsl.Cpu;

/// <summary>The channels that become elements: as they lie in their images.</summary>
/// <param name="Channels">Of a group.</param>
/// <param name="First">The group's first in an image.</param>
internal readonly record struct WinogradImage(
    TensorBuffer Source, int Channels, int First, int Height, int Width, int PadTop, int PadLeft)
{
    /// <summary>A channel of an image.</summary>
    public unsafe float* Channel(int image, int channel) =>
        Source.Example(image) + ((nint)(First + channel) * Height * Width);
}
