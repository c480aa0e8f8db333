namespace NetDsl;

/// <summary>A data set without a file: digits that the program draws, 28×28 grey pixels each, ink 255 on paper 0.</summary>
/// <remarks>Strokes of several hands with random pose, bend, thickness, darkness and dirt. Made to tell networks apart: a
/// linear model misreads nearly three in ten, LeNet-5 about one in fifty. The same seed draws the same images, bit for
/// bit, on every machine.</remarks>
public static class SampleDigits
{
    // The test images come from far along the same endless sequence, so more training images never reach them.
    private const long FirstTestImage = 1L << 40;

    /// <summary>Draws the sets; 10,000 images take less than a second.</summary>
    /// <param name="seed">Each seed draws other images.</param>
    /// <param name="training">Training images: the first of a sequence that does not depend on their number.</param>
    /// <param name="test">Test images, likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static ImageDataSet Create(ulong seed = 0, int training = 12_000, int test = 2_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(training);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(test);
        return new ImageDataSet(Draw(seed, 0, training), Draw(seed, FirstTestImage, test));
    }

    private static LabelledImages Draw(ulong seed, long first, int count)
    {
        const int size = SampleDigitPainter.Size;
        byte[] pixels = new byte[count * size * size];
        int[] labels = new int[count];
        Parallel.For(
            0,
            count,
            () => new SampleDigitPainter(),
            (image, _, painter) =>
            {
                labels[image] = image % 10;
                painter.Draw(seed, first + image, labels[image], pixels.AsSpan(image * size * size, size * size));
                return painter;
            },
            _ => { });
        return new LabelledImages(pixels, labels, channels: 1, size, size);
    }
}
