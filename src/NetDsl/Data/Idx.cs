namespace NetDsl;

/// <summary>MNIST's file format, plain or gzipped: http://yann.lecun.com/exdb/mnist, "File formats".</summary>
public static class Idx
{
    /// <summary>Loads a folder with MNIST's four files, as they are published: each plain or with <c>.gz</c>, of one
    /// member or several.</summary>
    /// <remarks><c>train-images-idx3-ubyte</c>, <c>train-labels-idx1-ubyte</c>, <c>t10k-images-idx3-ubyte</c>,
    /// <c>t10k-labels-idx1-ubyte</c>. Fashion-MNIST and KMNIST come in the same form; for
    /// EMNIST, whose files differ, see <see cref="Emnist"/>.</remarks>
    /// <returns>Images 1×28×28 with classes: 60,000 to train and 10,000 to test on.</returns>
    /// <exception cref="DataException">A file is missing or damaged; the message says which and how.</exception>
    public static ImageDataSet Load(string folder) => new(Load(folder, "train"), Load(folder, "t10k"));

    /// <summary>Reads a file of labels.</summary>
    /// <returns>[count]: 0 … 255.</returns>
    /// <exception cref="DataException">The file is missing or damaged.</exception>
    public static int[] ReadLabels(string path) =>
        Array.ConvertAll(IdxFile.Read(path, IdxFile.LabelMagic).Values.ToArray(), label => (int)label);

    /// <summary>Reads a file of images and their labels' file.</summary>
    /// <exception cref="DataException">A file is missing or damaged, or the numbers of images and labels
    /// differ.</exception>
    public static LabelledImages ReadImages(string imagePath, string labelPath)
    {
        IdxFile images = IdxFile.Read(imagePath, IdxFile.ImageMagic);
        int[] labels = ReadLabels(labelPath);
        int count = images.Sizes[0];
        if (count != labels.Length)
        {
            throw new DataException(
                $"{imagePath} holds {count:N0} images, but {labelPath} {labels.Length:N0} labels; " +
                "they must be of one set");
        }

        return count > 0 && images.Sizes[1] > 0 && images.Sizes[2] > 0
            ? new LabelledImages(images.Values, labels, channels: 1, images.Sizes[1], images.Sizes[2])
            : throw new DataException(
                $"{imagePath} holds {count:N0} images of {images.Sizes[1]}×{images.Sizes[2]}: there is nothing in it");
    }

    private static LabelledImages Load(string folder, string set) =>
        ReadImages(Find(folder, $"{set}-images-idx3-ubyte"), Find(folder, $"{set}-labels-idx1-ubyte"));

    internal static string Find(string folder, string name)
    {
        DataFile.RequireFolder(folder, what: $", so no {name}, {name}.gz …");
        // as published, and as some programs unpack it
        string[] names = [name, name + ".gz", name.Replace("-idx", ".idx"), name.Replace("-idx", ".idx") + ".gz"];
        foreach (string candidate in names)
        {
            string path = Path.Combine(folder, candidate);
            if (File.Exists(path))
            {
                return path;
            }
        }

        string[] emnist = DataFile.Find(folder, "emnist-*-train-images*");
        throw new DataException(
            $"{folder} has none of {string.Join(", ", names)}; put one of them there" +
            (emnist.Length > 0
                ? $". It has {Path.GetFileName(emnist[0])}: Emnist.Load reads that, with its split"
                : ""));
    }
}
