using System.Text;

namespace NetDsl.Benchmarks.Onnx;

/// <summary>Protocol buffers' wire format, as far as an ONNX file needs it: protobuf.dev, "Encoding".</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0, LengthDelimited = 2, FourBytes = 5;
    private readonly MemoryStream bytes = new();

    /// <summary>What has been written.</summary>
    public byte[] ToArray() => bytes.ToArray();

    /// <summary>An integer or an enumeration's value.</summary>
    public ProtobufWriter Number(int field, long value)
    {
        WriteVarint(((ulong)field << 3) | Varint);
        WriteVarint((ulong)value);
        return this;
    }

    /// <summary>A float.</summary>
    public ProtobufWriter Real(int field, float value)
    {
        WriteVarint(((ulong)field << 3) | FourBytes);
        bytes.Write(BitConverter.GetBytes(value));
        return this;
    }

    /// <summary>A string.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within this one.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.ToArray());

    /// <summary>Bytes.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint(((ulong)field << 3) | LengthDelimited);
        WriteVarint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    private void WriteVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.WriteByte((byte)(value | 0x80));
        }

        bytes.WriteByte((byte)value);
    }
}
