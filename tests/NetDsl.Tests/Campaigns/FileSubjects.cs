using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace NetDsl.Tests.Campaigns;

/// <summary>Every kind of file that is read.</summary>
internal static class FileSubjects
{
    private static readonly byte[] Labels = [.. Big(0x801, 5), 0, 1, 2, 1, 0];
    private static readonly byte[] Images = [.. Big(0x803, 5, 4, 3), .. Enumerable.Range(0, 60).Select(i => (byte)i)];

    public static IReadOnlyList<FileSubject> All =>
    [
        .. Idx(), .. Cifar(), .. Pictures(), .. Sounds(), .. Zips(), .. Weights(),
    ];

    private static IEnumerable<FileSubject> Idx()
    {
        Type data = typeof(DataException);
        void Read(string folder) =>
            NetDsl.Idx.ReadImages(Path.Combine(folder, "i"), Path.Combine(folder, "l"));

        yield return new("IDX images", [Images], "i", data, Read) { Beside = [("l", Labels)] };
        yield return new("IDX labels", [Labels], "l", data, Read) { Beside = [("i", Images)] };
        yield return new(
            "gzip",
            [Gzip(Labels), [.. Gzip(Labels[..3]), .. Gzip(Labels[3..])], [.. Gzip(Labels), 0, 0, 0, 0]],
            "l",
            data,
            Read)
        {
            Beside = [("i", Images)],
        };
        yield return new("IDX in gzip", [Images], "i", data, Read) { Beside = [("l", Labels)], Wrap = Gzip };
        yield return new(
            "EMNIST", [Labels], "emnist-letters-train-labels-idx1-ubyte", data,
            folder => Emnist.Load(folder, EmnistSplit.Letters))
        {
            Beside =
            [
                ("emnist-letters-train-images-idx3-ubyte", Images), ("emnist-letters-test-images-idx3-ubyte", Images),
                ("emnist-letters-test-labels-idx1-ubyte", [.. Big(0x801, 5), 1, 2, 3, 4, 26]),
            ],
        };
    }

    private static IEnumerable<FileSubject> Cifar()
    {
        Type data = typeof(DataException);
        byte[] ten = [.. Enumerable.Range(0, 3 * 3_073).Select(i => (byte)(i % 3_073 % 10))];
        byte[] hundred = [.. Enumerable.Range(0, 2 * 3_074).Select(i => (byte)(i % 3_074 % 20))];
        byte[] names = Encoding.UTF8.GetBytes("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n");
        yield return new("CIFAR-10", [ten], "data_batch_1.bin", data, folder => NetDsl.Cifar.Load(folder))
        {
            Beside = [("test_batch.bin", ten)],
        };
        yield return new("CIFAR-100", [hundred], "train.bin", data, folder => NetDsl.Cifar.LoadHundred(folder))
        {
            Beside = [("test.bin", hundred)],
        };
        yield return new("CIFAR's names", [names], "batches.meta.txt", data, folder => NetDsl.Cifar.Load(folder))
        {
            Beside = [("data_batch_1.bin", ten), ("test_batch.bin", ten)],
        };
    }

    private static IEnumerable<FileSubject> Pictures()
    {
        Type data = typeof(DataException);
        byte[][] pngs =
        [
            .. from channels in new[] { 1, 2, 3, 4 }
               select Tests.Pictures.Png(Tests.Pictures.Scene(channels, 9, 11), channels, 9, 11),
            Palette(),
        ];
        byte[][] jpegs =
        [
            .. from channels in new[] { 1, 3 }
               select Tests.Pictures.Jpeg(Tests.Pictures.Scene(channels, 17, 23), channels, 17, 23),
        ];
        foreach (var (name, files) in new[] { ("PNG", pngs), ("JPEG", jpegs) })
        {
            Action<byte[]>? seal = name == "PNG" ? SealPng : null;
            yield return new(
                name, files, "x", data, folder => Image.Load(Path.Combine(folder, "x"), 3, 8, 8, Resize.Crop))
            {
                Seal = seal,
            };
            yield return new(
                $"{name} in a folder", files, $"a/x.{name}", data,
                folder => ImageFolder.Load(folder, 1, 8, 8, Resize.Fit))
            {
                Beside = [("b/y.png", pngs[0])],
                Seal = seal,
            };
        }
    }

    private static IEnumerable<FileSubject> Sounds()
    {
        byte[][] files =
        [
            Tests.Sounds.Plain(40, 5), Tests.Sounds.Plain(20, 5, channels: 2),
            Tests.Sounds.Wav(3, 32, new byte[80], extra: [1, 2, 3]),
            Tests.Sounds.Wav(0xFFFE, 24, new byte[90], extension: [22, 0, 24, 0, 4, 0, 0, 0, 1, 0, .. new byte[14]]),
        ];
        yield return new("WAV", files, "x", typeof(DataException), folder => Wav.Read(Path.Combine(folder, "x")).Mix());
        yield return new(
            "WAV in a folder", files, "a/x.wav", typeof(DataException),
            folder => SoundFolder.Load(folder, 16, SoundLength.PadOrCut, mix: true, rate: 8_000))
        {
            Beside = [("b/y.wav", files[0])],
        };
    }

    private static IEnumerable<FileSubject> Zips()
    {
        byte[] Zip(CompressionLevel level)
        {
            using var stream = new MemoryStream();
            using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
            {
                string[] names =
                    ["README.md", "pets/train/cat/a.png", "pets/train/dog/b.png", "pets/test/cat/c.png"];
                foreach (string name in names)
                {
                    using Stream entry = zip.CreateEntry(name, level).Open();
                    entry.Write(Tests.Pictures.Plain(7));
                }
            }

            return stream.ToArray();
        }

        yield return new(
            "ZIP", [Zip(CompressionLevel.NoCompression), Zip(CompressionLevel.Optimal)], "x.zip", typeof(DataException),
            folder => ImageFolder.Load(Path.Combine(folder, "x.zip"), 1, 2, 3, Resize.Fit));
    }

    private static IEnumerable<FileSubject> Weights()
    {
        byte[] foreign = SafetensorsFile.Zeros(
            ("fruit.weight", "F32", [3, 2], 24), ("fruit.bias", "F32", [3], 12),
            ("n.num_batches_tracked", "I64", [], 8));
        using var folder = new TemporaryFolder();
        using var saved = FruitClassifier.Create(1);
        saved.Save(folder.File("w"));
        void Load(string place)
        {
            using var model = FruitClassifier.Create(2);
            model.Load(Path.Combine(place, "w"));
        }

        yield return new("weights", [foreign], "w", typeof(WeightsException), Load);
        yield return new(
            "weights with a checksum", [File.ReadAllBytes(folder.File("w"))], "w", typeof(WeightsException), Load);
        saved.Run(
            Samples.Schedule(),
            Samples.FruitData(),
            options: new RunOptions { CheckpointPath = folder.File("c") },
            cancellation: new CancellationToken(canceled: true));
        void Resume(string place)
        {
            using var model = FruitClassifier.Create(2);
            model.Run(
                Samples.Schedule(),
                Samples.FruitData(),
                options: new RunOptions { Resume = Path.Combine(place, "c"), OutputFolder = place });
        }

        Type checkpoint = typeof(CheckpointException);
        yield return new("checkpoint", [File.ReadAllBytes(folder.File("c"))], "c", checkpoint, Resume);
        SafetensorsContent content = SafetensorsReader.Read(folder.File("c"));
        yield return new(
            "checkpoint's description", [Encoding.UTF8.GetBytes(content.Metadata["run"])], "c", checkpoint, Resume)
        {
            Wrap = text => WithDescription(content, Encoding.UTF8.GetString(text)),
        };
    }

    private static byte[] WithDescription(SafetensorsContent content, string text)
    {
        using var folder = new TemporaryFolder();
        var metadata = new Dictionary<string, string>(content.Metadata) { ["run"] = text };
        SafetensorsWriter.Write(folder.File("c"), content with { Metadata = metadata });
        return File.ReadAllBytes(folder.File("c"));
    }

    /// <summary>2 bits a pixel, of four colours.</summary>
    private static byte[] Palette()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write([0, 0b00_01_10_11, 1, 0b11_10_01_00]);
        }

        byte[] png =
        [
            0x89, .. "PNG\r\n\x1a\n"u8, .. Chunk("IHDR", [.. Big(4, 2), 2, 3, 0, 0, 0]),
            .. Chunk("PLTE", [0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]), .. Chunk("IDAT", stream.ToArray()),
            .. Chunk("IEND", []),
        ];
        SealPng(png);
        return png;
    }

    private static byte[] Chunk(string name, byte[] content) =>
        [.. Big(content.Length), .. Encoding.ASCII.GetBytes(name), .. content, 0, 0, 0, 0];

    private static void SealPng(byte[] png)
    {
        for (int at = 8; png.Length - at >= 12;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || length > png.Length - at - 12)
            {
                return;
            }

            BinaryPrimitives.WriteUInt32BigEndian(
                png.AsSpan(at + 8 + length), Crc32.HashToUInt32(png.AsSpan(at + 4, length + 4)));
            at += 12 + length;
        }
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal))
        {
            zip.Write(bytes);
        }

        return stream.ToArray();
    }

    private static byte[] Big(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        }

        return bytes;
    }
}
