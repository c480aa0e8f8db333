namespace NetDsl;

/// <summary>EMNIST in MNIST's format: Cohen, Afshar, Tapson and van Schaik 2017, "EMNIST: an extension of MNIST to
/// handwritten letters"; https://www.nist.gov/itl/products-and-services/emnist-dataset, "binary format".</summary>
/// <remarks>Its files are not quite MNIST's: images are stored column by column, so that read as MNIST they lie
/// mirrored on their side, and the classes of <see cref="EmnistSplit.Letters"/> count from 1. Both are undone here; what
/// <see cref="Idx"/> reads is as it is in the file.</remarks>
public static class Emnist
{
    /// <summary>Loads one split of a folder: <c>emnist-letters-train-images-idx3-ubyte</c>,
    /// <c>emnist-letters-train-labels-idx1-ubyte</c> and the two with <c>test</c>, each plain or with
    /// <c>.gz</c>.</summary>
    /// <returns>Upright images 1×28×28 with classes from 0 on, in the order of <see cref="EmnistSplit"/>.</returns>
    /// <exception cref="DataException">A file is missing, damaged or of another split; the message says which and
    /// how.</exception>
    public static ImageDataSet Load(string folder, EmnistSplit split)
    {
        if (!Enum.IsDefined(split))
        {
            throw new ArgumentOutOfRangeException(nameof(split), split, "no split of EMNIST");
        }

        string start = $"emnist-{split.ToString().ToLowerInvariant()}";
        return new ImageDataSet(Load(folder, $"{start}-train", split), Load(folder, $"{start}-test", split));
    }

    private static LabelledImages Load(string folder, string set, EmnistSplit split)
    {
        string images = Idx.Find(folder, $"{set}-images-idx3-ubyte");
        string labels = Idx.Find(folder, $"{set}-labels-idx1-ubyte");
        LabelledImages stored = Idx.ReadImages(images, labels);
        return new LabelledImages(
            Transposed(stored), Numbers(stored.Labels, split, labels), 1, stored.Width, stored.Height);
    }

    /// <summary>[count, width, height]</summary>
    private static byte[] Transposed(LabelledImages images)
    {
        var pixels = new byte[images.Count * images.InputShape.Count];
        int next = 0;
        foreach (Image image in images.Images)
        {
            ReadOnlySpan<byte> stored = image.Pixels;
            for (int x = 0; x < image.Width; x++)
            {
                for (int y = 0; y < image.Height; y++)
                {
                    pixels[next++] = stored[y * image.Width + x];
                }
            }
        }

        return pixels;
    }

    private static int[] Numbers(ReadOnlySpan<int> labels, EmnistSplit split, string path)
    {
        int first = split == EmnistSplit.Letters ? 1 : 0;
        int classes = split switch
        {
            EmnistSplit.ByClass => 62,
            EmnistSplit.ByMerge or EmnistSplit.Balanced => 47,
            EmnistSplit.Letters => 26,
            _ => 10,
        };
        var numbers = new int[labels.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = labels[i] - first;
            if ((uint)numbers[i] >= (uint)classes)
            {
                throw new DataException(
                    $"{path}: image {i} has the label {labels[i]}, but those of {split} are {first} to " +
                    $"{first + classes - 1}: the file is damaged, or of another split");
            }
        }

        return numbers;
    }
}
