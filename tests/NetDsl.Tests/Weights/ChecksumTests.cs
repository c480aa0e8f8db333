using System.Text;
using Xunit;

namespace NetDsl.Tests;

/// <summary>The checksum in the metadata of weight files.</summary>
public sealed class ChecksumTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void One_flipped_bit_anywhere_is_refused_or_changes_nothing()
    {
        using var saved = FruitClassifier.Create(1);
        saved.Save(folder.File("w"));
        byte[] whole = File.ReadAllBytes(folder.File("w"));
        float[] right = saved.AllParameters();
        using var model = FruitClassifier.Create(2);
        int refused = 0;
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                model.Load(folder.File("d", damaged));
                Assert.Equal(right, model.AllParameters());
            }
            catch (WeightsException)
            {
                refused++;
            }
        }

        // of the others, most are in the name or kind of the checksum itself
        Assert.InRange(refused, whole.Length * 8 - 250, whole.Length * 8);
    }

    [Fact]
    public void Damage_is_called_so()
    {
        using var model = FruitClassifier.Create(1);
        model.Save(folder.File("w"));
        byte[] bytes = File.ReadAllBytes(folder.File("w"));
        bytes[^1] ^= 1;
        var exception = Assert.Throws<WeightsException>(() => model.Load(folder.File("d", bytes)));
        Assert.Equal(
            $"{folder.File("d")}: it is damaged: its bytes do not match the checksum in its metadata; copy it again. (If " +
            "another program has changed it on purpose, have that write it without the metadata's checksum)",
            exception.Message);
    }

    [Fact]
    public void The_same_written_by_another_program_in_another_order_is_whole()
    {
        SafetensorsContent content = new(
            new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
            [new("x", new Shape(1), new float[] { 1 }), new("y", new Shape(2), new float[] { 2, 3 })]);
        SafetensorsWriter.Write(folder.File("w"), content);
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(folder.File("w")));
        string checksum = text[text.IndexOf("xxh128 ", StringComparison.Ordinal)..][..39];
        string header =
            $$"""
            { "y": {"shape": [2], "data_offsets": [0, 8], "dtype": "F32"},
              "x": {"shape": [1], "data_offsets": [8, 12], "dtype": "F32"},
              "__metadata__": {"a": "1", "checksum": "{{checksum}}", "b": "2"} }
            """;
        byte[] data = [0, 0, 0, 0x40, 0, 0, 0x40, 0x40, 0, 0, 0x80, 0x3f];
        SafetensorsContent read = SafetensorsReader.Read(folder.File("o", SafetensorsFile.Of(header, data)));
        Assert.Equal(content.Metadata.OrderBy(entry => entry.Key), read.Metadata.OrderBy(entry => entry.Key));

        data[3] = 0;
        Assert.Throws<WeightsException>(() => SafetensorsReader.Read(folder.File("o", SafetensorsFile.Of(header, data))));
    }

    [Fact]
    public void A_checksum_of_another_kind_is_not_tested()
    {
        const string header =
            """{"__metadata__":{"checksum":"sha256 00"},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""";
        byte[] file = SafetensorsFile.Of(header, new byte[4]);
        Assert.Single(SafetensorsReader.Read(folder.File("w", file)).Tensors);
    }

    [Fact]
    public void Tensors_that_are_not_read_are_in_the_checksum_too()
    {
        SafetensorsEntry[] entries = [new("n", "I64", [], 0, 8)];
        string checksum = ContentChecksum.Of(
            new Dictionary<string, string>(), [(entries[0], System.IO.Hashing.XxHash128.HashToUInt128(new byte[8]))]);
        string header =
            $$$"""{"__metadata__":{"checksum":"{{{checksum}}}"},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""";
        SafetensorsReader.Read(folder.File("w", SafetensorsFile.Of(header, new byte[8])));
        Assert.Throws<WeightsException>(
            () => SafetensorsReader.Read(folder.File("w", SafetensorsFile.Of(header, 1, 0, 0, 0, 0, 0, 0, 0))));
    }
}
