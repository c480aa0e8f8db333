namespace NetDsl;

/// <summary>CIFAR-10 and CIFAR-100 as their binary versions: https://www.cs.toronto.edu/~kriz/cifar.html, "Binary
/// version".</summary>
public static class Cifar
{
    private const int Side = 32;
    private const int ImageBytes = 3 * Side * Side;

    /// <summary>Loads a folder of CIFAR-10: <c>data_batch_1.bin</c> …, <c>test_batch.bin</c> and, where it is there,
    /// <c>batches.meta.txt</c> with the classes' names.</summary>
    /// <returns>Images 3×32×32 with 10 classes: 50,000 to train and 10,000 to test on.</returns>
    /// <exception cref="DataException">A file is missing or damaged; the message says which and how.</exception>
    public static ImageDataSet Load(string folder)
    {
        RequireFolder(folder);
        string[] batches = [.. Directory.EnumerateFiles(folder, "data_batch_*.bin").Order(StringComparer.Ordinal)];
        if (batches.Length == 0)
        {
            throw new DataException(
                $"{folder} has no data_batch_1.bin …, CIFAR-10's binary version" +
                (File.Exists(Path.Combine(folder, "train.bin"))
                    ? "; it holds CIFAR-100: Cifar.LoadHundred reads it"
                    : ""));
        }

        string[] names = Names(folder, "batches.meta.txt", 10);
        return new ImageDataSet(
            Read(batches, labelBytes: 1, labelAt: 0, 10, names),
            Read([Path.Combine(folder, "test_batch.bin")], labelBytes: 1, labelAt: 0, 10, names));
    }

    /// <summary>Loads a folder of CIFAR-100: <c>train.bin</c>, <c>test.bin</c> and, where it is there, the file of
    /// the classes' names.</summary>
    /// <param name="coarse">Whether the classes are the 20 coarse ones (<c>coarse_label_names.txt</c>), not the 100
    /// fine ones (<c>fine_label_names.txt</c>).</param>
    /// <returns>Images 3×32×32 with classes: 50,000 to train and 10,000 to test on.</returns>
    /// <exception cref="DataException">A file is missing or damaged; the message says which and how.</exception>
    public static ImageDataSet LoadHundred(string folder, bool coarse = false)
    {
        RequireFolder(folder);
        int classes = coarse ? 20 : 100;
        string[] names = Names(folder, coarse ? "coarse_label_names.txt" : "fine_label_names.txt", classes);
        LabelledImages ReadSet(string name) => Read(
            [Path.Combine(folder, name)], labelBytes: 2, labelAt: coarse ? 0 : 1, classes, names);
        return new ImageDataSet(ReadSet("train.bin"), ReadSet("test.bin"));
    }

    private static void RequireFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataException($"there is no folder {folder} (looked at {Path.GetFullPath(folder)})");
        }
    }

    /// <summary>Records of one or two labels and the image's planes, red first.</summary>
    private static LabelledImages Read(string[] paths, int labelBytes, int labelAt, int classes, string[] names)
    {
        byte[][] files = Array.ConvertAll(paths, path => ReadFile(path, labelBytes + ImageBytes));
        int count = files.Sum(file => file.Length / (labelBytes + ImageBytes));
        var pixels = new byte[count * ImageBytes];
        var labels = new int[count];
        int next = 0;
        for (int i = 0; i < files.Length; i++)
        {
            for (int at = 0; at < files[i].Length; at += labelBytes + ImageBytes, next++)
            {
                labels[next] = files[i][at + labelAt];
                if (labels[next] >= classes)
                {
                    throw new DataException(
                        $"{paths[i]}: image {at / (labelBytes + ImageBytes)} is of class {labels[next]}, but there " +
                        $"are {classes}: the file is damaged, or of another kind");
                }

                files[i].AsSpan(at + labelBytes, ImageBytes).CopyTo(pixels.AsSpan(next * ImageBytes));
            }
        }

        return new LabelledImages(pixels, labels, 3, Side, Side, names);
    }

    private static byte[] ReadFile(string path, int record)
    {
        try
        {
            byte[] file = File.ReadAllBytes(path);
            return file.Length > 0 && file.Length % record == 0
                ? file
                : throw new DataException(
                    $"{path}: its {file.Length:N0} bytes are no whole number of records of {record:N0} bytes, each a " +
                    "label and an image; it is cut off or of another kind");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: there is no such file (looked at {Path.GetFullPath(path)})", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static string[] Names(string folder, string file, int classes)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return [];
        }

        string[] names = [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length == classes
            ? names
            : throw new DataException($"{path}: has {names.Length} names, but there are {classes} classes");
    }
}
