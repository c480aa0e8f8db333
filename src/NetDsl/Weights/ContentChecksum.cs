using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace NetDsl;

/// <summary>A checksum of all that a safetensors file says: its metadata, and its tensors with their names, types,
/// shapes and bytes. It stands in the metadata, and does not change where another program writes the same in another
/// order.</summary>
internal static class ContentChecksum
{
    /// <summary>Its name in the metadata.</summary>
    internal const string Key = "checksum";

    // the kind first, so that a file with one of another kind is read unchecked, not refused
    private const string Kind = "xxh128 ";

    /// <summary>Of a file that is to be written.</summary>
    internal static string Of(SafetensorsContent content, SafetensorsEntry[] entries) =>
        Of(content.Metadata, entries.Zip(content.Tensors, (entry, tensor) => (entry, OfBytes(tensor.Values.Span))));

    /// <summary>Of tensors and the hashes of their bytes.</summary>
    internal static string Of(
        IReadOnlyDictionary<string, string> metadata, IEnumerable<(SafetensorsEntry Tensor, UInt128 Hash)> tensors)
    {
        var lines = new StringBuilder();
        foreach (var (name, value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (name != Key)
            {
                lines.Append(name).Append('\0').Append(value).Append('\n');
            }
        }

        foreach (var (tensor, hash) in tensors.OrderBy(one => one.Tensor.Name, StringComparer.Ordinal))
        {
            lines.Append(tensor.Name).Append('\0').Append(tensor.Type).Append('\0').AppendJoin(',', tensor.Sizes)
                .Append('\0').Append(Hexadecimal(hash)).Append('\n');
        }

        return Kind + Hexadecimal(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(lines.ToString())));
    }

    /// <summary>Whether a file has one that can be checked.</summary>
    internal static bool IsIn(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue(Key, out string? value) && value.StartsWith(Kind, StringComparison.Ordinal);

    internal static UInt128 OfBytes(ReadOnlySpan<float> values) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(values));

    private static string Hexadecimal(UInt128 hash) => hash.ToString("x32", CultureInfo.InvariantCulture);
}
