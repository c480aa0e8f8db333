using System.Text;

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
        DataFile.RequireFolder(folder);
        string[] batches = DataFile.Find(folder, "data_batch_*.bin");
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
        DataFile.RequireFolder(folder);
        int classes = coarse ? 20 : 100;
        string[] names = Names(folder, coarse ? "coarse_label_names.txt" : "fine_label_names.txt", classes);
        LabelledImages ReadSet(string name) => Read(
            [Path.Combine(folder, name)], labelBytes: 2, labelAt: coarse ? 0 : 1, classes, names);
        return new ImageDataSet(ReadSet("train.bin"), ReadSet("test.bin"));
    }

    /// <summary>Records of one or two labels and the image's planes, red first.</summary>
    private static LabelledImages Read(string[] paths, int labelBytes, int labelAt, int classes, string[] names)
    {
        byte[][] files = Array.ConvertAll(paths, path => ReadFile(path, labelBytes + ImageBytes));
        long total = files.Sum(file => (long)file.Length / (labelBytes + ImageBytes));
        int count = DataFile.RequireRoom(total, ImageBytes, paths[0]);
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
        byte[] file = DataFile.Read(path);
        return file.Length % record == 0
            ? file
            : throw new DataException(
                $"{path}: its {file.Length:N0} bytes are no whole number of records of {record:N0} bytes, each a " +
                "label and an image; it is cut off or of another kind");
    }

    private static string[] Names(string folder, string file, int classes)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            return [];
        }

        string text = Encoding.UTF8.GetString(DataFile.Read(path));
        string[] names = [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        return names.Length == classes
            ? names
            : throw new DataException($"{path}: has {names.Length} names, but there are {classes} classes");
    }
}
