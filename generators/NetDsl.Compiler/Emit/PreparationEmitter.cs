using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what is done to inputs before the network reads them: as a value of the runtime's, and in
/// words.</summary>
internal static class PreparationEmitter
{
    /// <summary>Nothing where the file states nothing.</summary>
    public static void Write(CodeWriter writer, InputPreparation? preparation)
    {
        if (preparation is null)
        {
            return;
        }

        writer.Line("Preparation: new(");
        writer.Indented(() => writer.Line($"""
            Low: {Text.Float(preparation.Low)}, High: {Text.Float(preparation.High)},
            Mean: [{Floats(preparation.Mean)}],
            Deviation: [{Floats(preparation.Deviation)}],
            Training: {Value(preparation.Training)}),
            """));
    }

    /// <summary>`pixels 0 … 255 as 0 … 1, less the mean 0.5`; empty where values stay as they are.</summary>
    public static string Describe(Network network)
    {
        if (network.Preparation is not { } preparation)
        {
            return "";
        }

        var parts = new List<string>();
        var isImage = network.Input.Rank == 3;
        AddIf(
            parts, isImage || preparation.Low != 0 || preparation.High != 1,
            $"{(isImage ? "pixels 0 … 255" : "0 … 1")} as {Text.Real(preparation.Low)} … {Text.Real(preparation.High)}");
        AddIf(parts, preparation.Mean.Count > 0, $"less the mean {Reals(preparation.Mean)}");
        AddIf(parts, preparation.Deviation.Count > 0, $"divided by the deviation {Reals(preparation.Deviation)}");
        return string.Join(", ", parts);
    }

    /// <summary>`mirrored half of the time, moved by up to 2`; empty where nothing is random.</summary>
    public static string DescribeTraining(Network network)
    {
        if (network.Preparation?.Training is not { } training)
        {
            return "";
        }

        var parts = new List<string>();
        AddIf(parts, training.CropPad > 0, $"cropped out of {Text.Count(training.CropPad)} zeros around");
        AddIf(parts, training.Mirror, "mirrored half of the time");
        AddIf(parts, training.Shift > 0, $"moved by up to {Text.Count(training.Shift)}");
        AddIf(parts, training.Rotation > 0, $"turned by up to {Text.Real(training.Rotation)}°");
        AddIf(
            parts, training.LowestGain < training.HighestGain,
            $"times {Text.Real(training.LowestGain)} … {Text.Real(training.HighestGain)}");
        return string.Join(", ", parts);
    }

    private static void AddIf(List<string> parts, bool condition, string part)
    {
        if (condition)
        {
            parts.Add(part);
        }
    }

    private static string Value(Augmentation? training) => training is null
        ? "null"
        : $"new(CropPad: {Text.Number(training.CropPad)}, Mirror: {(training.Mirror ? "true" : "false")}, "
            + $"Shift: {Text.Number(training.Shift)}, Rotation: {Text.Float(training.Rotation)},\n    "
            + $"LowestGain: {Text.Float(training.LowestGain)}, HighestGain: {Text.Float(training.HighestGain)})";

    private static string Floats(EquatableArray<double> values) => Join(values, Text.Float);

    private static string Reals(EquatableArray<double> values) => Join(values, Text.Real);

    private static string Join(EquatableArray<double> values, Func<double, string> write)
    {
        var text = "";
        foreach (var value in values)
        {
            text += (text.Length == 0 ? "" : ", ") + write(value);
        }

        return text;
    }
}
