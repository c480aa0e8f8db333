using System.Buffers.Binary;
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
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Read(file);
        }
        catch (WeightsException exception)
        {
            throw new WeightsException($"{path}: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WeightsException(
                $"{path}: there is no such file (looked at {Path.GetFullPath(path)})", exception);
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
        return new SafetensorsContent(header.Metadata, [.. header.Tensors.Select(tensor => ReadTensor(file, tensor))]);
    }

    private static void CheckOffsets(SafetensorsHeader header, long dataLength)
    {
        long position = 0;
        foreach (SafetensorsEntry tensor in header.Tensors)
        {
            if (tensor.Type != "F32")
            {
                throw new WeightsException(
                    $"tensor {tensor.Name} is of type {tensor.Type}; only F32 is read: convert it to 32-bit floats");
            }

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

            if (tensor.Count < 0 || tensor.End - tensor.Start != tensor.Count * sizeof(float))
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

    private static WeightTensor ReadTensor(Stream file, SafetensorsEntry tensor)
    {
        if (tensor.Count > Array.MaxLength || Array.Exists(tensor.Sizes, size => size > int.MaxValue))
        {
            throw new WeightsException(
                $"tensor {tensor.Name} of shape {tensor.ShapeText} is larger than an array can be");
        }

        var values = new float[tensor.Count];
        file.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return new WeightTensor(tensor.Name, new Shape(Array.ConvertAll(tensor.Sizes, size => (int)size)), values);
    }
}
