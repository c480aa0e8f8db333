using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace NetDsl;

/// <summary>
/// Reads safetensors files: eight bytes little-endian, the header's length; the header in JSON; the tensors' data,
/// without gaps. Format: https://github.com/huggingface/safetensors#format.
/// </summary>
internal static class SafetensorsReader
{
    // the reference implementation's limit
    private const long LargestHeader = 100_000_000;

    /// <exception cref="WeightsException">The file is missing or damaged; the message starts with its path.</exception>
    internal static SafetensorsContent Read(string path)
    {
        if (FilePath.Fault(path) is { } fault)
        {
            throw new WeightsException(fault);
        }

        try
        {
            RegularFile.Length(path);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(file);
        }
        catch (Exception exception) when (exception is WeightsException or UnreadableException)
        {
            throw new WeightsException($"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WeightsException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static SafetensorsContent Read(Stream file)
    {
        long length = file.Length;
        if (length < sizeof(ulong))
        {
            throw new WeightsException(
                $"{length} bytes are too short for a safetensors file, which starts with 8 bytes of length");
        }

        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        file.ReadExactly(prefix);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength is < 2 or > LargestHeader)
        {
            throw new WeightsException(
                $"its first 8 bytes state a header of {headerLength:N0} bytes, which no safetensors file has; it " +
                "is another kind of file or damaged");
        }

        if ((long)headerLength > length - sizeof(ulong))
        {
            throw new WeightsException(
                $"it ends within its header: {headerLength:N0} bytes expected, {length - sizeof(ulong):N0} found; " +
                "copy it again");
        }

        var json = new byte[headerLength];
        file.ReadExactly(json);
        SafetensorsHeader header = SafetensorsHeader.Parse(json);
        CheckOffsets(header, length - sizeof(ulong) - json.Length);
        return ReadTensors(file, header);
    }

    private static SafetensorsContent ReadTensors(Stream file, SafetensorsHeader header)
    {
        bool isChecked = ContentChecksum.IsIn(header.Metadata);
        var tensors = new WeightTensor[header.Tensors.Length];
        var hashes = new UInt128[tensors.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            SafetensorsEntry entry = header.Tensors[i];
            var shape = new Shape(Array.ConvertAll(entry.Sizes, size => (int)size));
            bool isRead = entry.Type == WeightTensor.Float32 && entry.Count <= Array.MaxLength;
            float[] values = isRead ? ReadValues(file, entry) : [];
            hashes[i] = !isRead ? PassOver(file, entry.End - entry.Start, isChecked)
                : isChecked ? ContentChecksum.OfBytes(values)
                : default;
            tensors[i] = new WeightTensor(entry.Name, shape, values) { Type = entry.Type };
        }

        if (isChecked
            && ContentChecksum.Of(header.Metadata, header.Tensors.Zip(hashes)) != header.Metadata[ContentChecksum.Key])
        {
            throw new WeightsException(
                "it is damaged: its bytes do not match the checksum in its metadata; copy it again. (If another " +
                $"program has changed it on purpose, have that write it without the metadata's {ContentChecksum.Key})");
        }

        return new SafetensorsContent(
            header.Metadata.Where(entry => entry.Key != ContentChecksum.Key).ToDictionary(), tensors)
        {
            IsChecked = isChecked,
        };
    }

    private static void CheckOffsets(SafetensorsHeader header, long dataLength)
    {
        long position = 0;
        foreach (SafetensorsEntry tensor in header.Tensors)
        {
            if (tensor.Start < position)
            {
                throw new WeightsException(
                    $"tensor {tensor.Name} starts at byte {tensor.Start:N0} of the data, inside the tensor before it");
            }

            if (tensor.Start > position)
            {
                throw new WeightsException(
                    $"{tensor.Start - position:N0} bytes before tensor {tensor.Name} belong to no tensor");
            }

            // what other types take for a value is judged by who reads them
            bool isFilled = tensor.Type != WeightTensor.Float32
                || (tensor.Count >= 0 && tensor.End - tensor.Start == tensor.Count * sizeof(float));
            if (!isFilled || tensor.End < tensor.Start)
            {
                throw new WeightsException(
                    $"tensor {tensor.Name} of shape {tensor.ShapeText} does not fill its bytes {tensor.Start:N0} " +
                    $"to {tensor.End:N0}");
            }

            position = tensor.End;
        }

        if (position > dataLength)
        {
            throw new WeightsException(
                $"it ends within its data: {position:N0} bytes expected, {dataLength:N0} found; copy it again");
        }

        if (position < dataLength)
        {
            throw new WeightsException($"{dataLength - position:N0} bytes follow its last tensor");
        }
    }

    private static float[] ReadValues(Stream file, SafetensorsEntry tensor)
    {
        var values = new float[tensor.Count];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <returns>The hash of the bytes, where it is wanted.</returns>
    private static UInt128 PassOver(Stream file, long length, bool isHashed)
    {
        if (!isHashed)
        {
            file.Seek(length, SeekOrigin.Current);
            return default;
        }

        var hash = new XxHash128();
        var buffer = new byte[1 << 16];
        for (long left = length; left > 0;)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            file.ReadExactly(part);
            hash.Append(part);
            left -= part.Length;
        }

        return hash.GetCurrentHashAsUInt128();
    }
}
