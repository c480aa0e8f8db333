using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace NetDsl.Tests;

public sealed class SafetensorsTests
{
    private const string Header = """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""";

    [Fact]
    public void A_file_reads_back_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var content = new SafetensorsContent(
            new Dictionary<string, string> { ["network"] = "Größe \"1\"\n" },
            [
                new("a", new Shape(2, 3), new float[] { 1, -0f, float.NaN, float.Epsilon, float.MaxValue, -3.5f }),
                new("empty", new Shape(0), Array.Empty<float>()),
                new("scalar", new Shape(), new float[] { 7 }),
            ]);
        SafetensorsWriter.Write(folder.File("w"), content);
        SafetensorsContent read = SafetensorsReader.Read(folder.File("w"));

        Assert.Equal(content.Metadata, read.Metadata);
        Assert.Equal(content.Tensors.Select(t => (t.Name, t.Shape)), read.Tensors.Select(t => (t.Name, t.Shape)));
        Assert.Equal(
            content.Tensors.SelectMany(t => t.Values.ToArray()).Select(BitConverter.SingleToInt32Bits),
            read.Tensors.SelectMany(t => t.Values.ToArray()).Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void A_written_file_has_the_formats_bytes()
    {
        using var folder = new TemporaryFolder();
        SafetensorsWriter.Write(
            folder.File("w"), new(new Dictionary<string, string>(), [new("a", new Shape(2), new float[] { 1, 2 })]));
        byte[] bytes = File.ReadAllBytes(folder.File("w"));
        int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal(
            """{"__metadata__":{"checksum":"xxh128 CHECKSUM"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Regex.Replace(Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' '), "xxh128 [0-9a-f]{32}", "xxh128 CHECKSUM"));
        Assert.Equal([0, 0, 0x80, 0x3f, 0, 0, 0, 0x40], bytes[(8 + length)..]);
    }

    [Fact]
    public void A_file_without_metadata_reads() =>
        Assert.Equal("a", Assert.Single(Read(Header, 8).Tensors).Name);

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "tensor a of shape 3 does not fill its bytes 0 to 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}""", 8, "tensor a is of shape 4294967296×4294967296, larger than any that is read")]
    [InlineData("""{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,8]}}""", 8, "tensor a of shape 65536×65536×65536×65536 does not fill its bytes 0 to 8")]
    [InlineData("""{"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"b":{"dtype":"I64","shape":[],"data_offsets":[8,0]}}""", 16, "tensor b of shape scalar does not fill its bytes 8 to 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "its header holds -2 where sizes are stated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "8 bytes before tensor a belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "4 bytes before tensor a belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "tensor b starts at byte 4 of the data, inside the tensor before it")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", 16, "it states tensor a twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "tensor a needs dtype, shape and two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}""", 8, "tensor a has an unknown member x")]
    [InlineData(Header, 9, "1 bytes follow its last tensor")]
    [InlineData(Header, 7, "it ends within its data: 8 bytes expected, 7 found; copy it again")]
    public void A_wrong_header_is_refused(string header, int dataLength, string message)
    {
        var exception = Assert.Throws<WeightsException>(() => Read(header, dataLength));
        Assert.EndsWith(": " + message, exception.Message);
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("""{"a":1}""")]
    [InlineData("""[]""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}}""")]
    public void A_header_that_is_no_such_json_is_refused(string header)
    {
        var exception = Assert.Throws<WeightsException>(() => Read(header, 8));
        Assert.Contains("its header is not the JSON of a safetensors file", exception.Message);
    }

    [Fact]
    public void An_absurd_header_length_is_refused_without_reading_it()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w", "MZ this is some other kind of file"u8.ToArray());
        var exception = Assert.Throws<WeightsException>(() => SafetensorsReader.Read(path));
        Assert.Contains("which no safetensors file has; it is another kind of file or damaged", exception.Message);
    }

    [Fact]
    public void A_missing_file_is_named_with_where_it_was_looked_for()
    {
        var exception = Assert.Throws<WeightsException>(() => SafetensorsReader.Read("nowhere/w.safetensors"));
        Assert.StartsWith("nowhere/w.safetensors: there is no such file (looked at /", exception.Message);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Bytes(Header, 8);
        for (int length = 0; length < whole.Length; length++)
        {
            string path = folder.File("w", whole[..length]);
            var exception = Assert.Throws<WeightsException>(() => SafetensorsReader.Read(path));
            Assert.Contains(length == 0 ? "is empty" : length < 8 ? "are too short" : "it ends within its", exception.Message);
        }
    }

    [Fact]
    public void A_file_with_any_byte_changed_reads_or_is_refused_but_never_fails_otherwise()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = Bytes(Header, 8);
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte value in new byte[] { 0, 1, (byte)'"', (byte)'9', (byte)'}', 0x80, 0xff })
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;
                string path = folder.File("w", damaged);
                try
                {
                    SafetensorsReader.Read(path);
                }
                catch (WeightsException)
                {
                    // what the reader is to throw
                }
            }
        }
    }

    private static SafetensorsContent Read(string header, int dataLength)
    {
        using var folder = new TemporaryFolder();
        return SafetensorsReader.Read(folder.File("w", Bytes(header, dataLength)));
    }

    private static byte[] Bytes(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)json.Length);
        json.CopyTo(bytes, 8);
        return bytes;
    }
}
