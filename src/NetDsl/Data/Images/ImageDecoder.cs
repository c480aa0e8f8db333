namespace NetDsl;

/// <summary>PNG and JPEG to bytes of one size: [channels, height, width].</summary>
/// <param name="maximumPixels">Of the largest image that is decoded.</param>
internal sealed class ImageDecoder(
    int channels, int height, int width, Resize resize, long maximumPixels = Image.MaximumPixels) : IFileDecoder<byte>
{
    /// <inheritdoc/>
    public Shape Shape { get; } = new(channels, height, width);

    /// <inheritdoc/>
    public void Decode(byte[] file, Span<byte> destination)
    {
        DecodedImage image = DecodedImage.Read(file, maximumPixels);
        // the opacity of an opaque image says nothing
        int found = image.Channels <= 2 ? 1 : 3;
        bool fits = found == channels && image.Height == height && image.Width == width;
        if (!fits && resize == Resize.None)
        {
            throw new MismatchException(
                $"is {found}×{image.Height}×{image.Width}, not {Shape}; ask for that, or say how it is to become so " +
                "with resize: Resize.Stretch, Fit or Crop");
        }

        // resampled along one side first
        long between = (long)image.Height * width;
        if (image.Height != height && between > maximumPixels)
        {
            throw new UnreadableException(
                $"is of {image.Width}×{image.Height} pixels: on the way to {width}×{height} it would be of " +
                $"{between:N0} pixels, more than the {maximumPixels:N0} that are decoded");
        }

        byte[] planes = ToPlanes(image);
        if (image.Height == height && image.Width == width)
        {
            planes.CopyTo(destination);
            return;
        }

        ResizeFrame frame = ResizeFrame.Of(resize, image.Height, image.Width, height, width);
        destination.Clear();
        int source = image.Height * image.Width;
        for (int channel = 0; channel < channels; channel++)
        {
            frame.Resample(
                planes.AsSpan(channel * source, source), destination.Slice(channel * height * width, height * width));
        }
    }

    /// <summary>[channels, image's height, image's width]</summary>
    private byte[] ToPlanes(DecodedImage image)
    {
        byte[] pixels = image.Pixels;
        int step = image.Channels;
        int count = image.Height * image.Width;
        var planes = new byte[channels * count];
        for (int i = 0; i < count; i++)
        {
            int at = i * step;
            if (channels == 1)
            {
                planes[i] = step <= 2 ? pixels[at] : Grey(pixels[at], pixels[at + 1], pixels[at + 2]);
            }
            else
            {
                planes[i] = pixels[at];
                planes[count + i] = pixels[step <= 2 ? at : at + 1];
                planes[2 * count + i] = pixels[step <= 2 ? at : at + 2];
            }
        }

        return planes;
    }

    // ITU-R BT.601, rounded
    private static byte Grey(int red, int green, int blue) =>
        (byte)((299 * red + 587 * green + 114 * blue + 500) / 1000);
}
