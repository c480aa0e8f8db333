using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace NetDsl;

/// <summary>Tells data sets apart: by all classes, and by the values of some examples, since of a large set reading all
/// would take as long as an epoch.</summary>
internal static class ExampleHash
{
    private const string Kind = "xxh3 ";
    private const int Sample = 64;

    /// <summary>Whether a text is a hash.</summary>
    internal static bool Is(string text) => text.StartsWith(Kind, StringComparison.Ordinal);

    /// <summary>Of all classes, and of some examples' target values.</summary>
    internal static string OfTargets(ExampleSet examples)
    {
        var hash = new XxHash3();
        var labels = new int[Math.Max(examples.LabelColumns, 1)];
        for (int i = 0; i < examples.Count && examples.LabelColumns > 0; i++)
        {
            for (int column = 0; column < examples.LabelColumns; column++)
            {
                labels[column] = examples.LabelAt(i, column);
            }

            hash.Append(MemoryMarshal.AsBytes(labels.AsSpan()));
        }

        if (examples.TargetSize > 0)
        {
            AppendSample(hash, examples, examples.TargetSize, examples.CopyTarget);
        }

        return Text(hash);
    }

    /// <summary>Of some examples' inputs.</summary>
    internal static string OfInputs(ExampleSet examples)
    {
        var hash = new XxHash3();
        AppendSample(hash, examples, examples.InputShape.Count, examples.CopyInput);
        return Text(hash);
    }

    /// <summary>Of values.</summary>
    internal static string Of(ReadOnlySpan<float> values)
    {
        var hash = new XxHash3();
        hash.Append(MemoryMarshal.AsBytes(values));
        return Text(hash);
    }

    /// <summary>Of a whole file.</summary>
    internal static string Of(Stream file)
    {
        var hash = new XxHash3();
        hash.Append(file);
        return Text(hash);
    }

    private static void AppendSample(XxHash3 hash, ExampleSet examples, int size, CopyValues copy)
    {
        var values = new float[size];
        int count = Math.Min(Sample, examples.Count);
        for (int i = 0; i < count; i++)
        {
            // the first and the last among them
            copy((int)((long)i * (examples.Count - 1) / Math.Max(count - 1, 1)), values);
            hash.Append(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private static string Text(XxHash3 hash) =>
        Kind + hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);

    private delegate void CopyValues(int index, Span<float> destination);
}
