using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace NetDsl;

/// <summary>Writes safetensors files, with a checksum in their metadata.</summary>
internal static class SafetensorsWriter
{
    /// <exception cref="WeightsException">The file cannot be written; what was there is whole.</exception>
    internal static void Write(string path, SafetensorsContent content) =>
        AtomicFile.Write(path, stream => Write(stream, content));

    private static void Write(Stream stream, SafetensorsContent content)
    {
        var entries = new SafetensorsEntry[content.Tensors.Length];
        long position = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            WeightTensor tensor = content.Tensors[i];
            long end = position + (long)tensor.Values.Length * sizeof(float);
            long[] sizes = Array.ConvertAll(tensor.Shape.Sizes.ToArray(), size => (long)size);
            entries[i] = new(tensor.Name, WeightTensor.Float32, sizes, position, end);
            position = end;
        }

        var metadata = new Dictionary<string, string>(content.Metadata)
        {
            [ContentChecksum.Key] = ContentChecksum.Of(content, entries),
        };
        byte[] json = new SafetensorsHeader(metadata, entries).ToJson();
        // spaces after the header, so that the data starts at a multiple of 8 bytes
        int padding = -json.Length & 7;
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)(json.Length + padding));
        stream.Write(prefix);
        stream.Write(json);
        stream.Write("       "u8[..padding]);
        foreach (WeightTensor tensor in content.Tensors)
        {
            stream.Write(MemoryMarshal.AsBytes(tensor.Values.Span));
        }
    }
}
