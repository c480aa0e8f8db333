using System.Globalization;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what the runtime must know of a network: names, shapes, places.</summary>
internal static class LayoutEmitter
{
    /// <param name="outputSize">As C# writes it.</param>
    public static void Write(CodeWriter writer, NetworkPlan plan, string outputSize)
    {
        var network = plan.Network;
        writer.Line("private static readonly global::NetDsl.ModelLayout Layout = new(");
        writer.Indented(() =>
        {
            writer.Line($"Name: \"{network.Name}\",");
            writer.Line($"InputShape: {Sizes(network.Input)},");
            PreparationEmitter.Write(writer, network.Preparation);
            writer.Line($"OutputSize: {outputSize},");
            WriteHead(writer, network.Output);
            writer.Line("Parameters: [");
            writer.Indented(() =>
            {
                foreach (var parameter in plan.Parameters.Tensors)
                {
                    WriteParameter(writer, parameter);
                }
            });
            writer.Line("],");
            writer.Line($"DecayedFloats: {Text.Number(plan.Parameters.DecayedFloats)},");
            writer.Line($"LearntFloats: {Text.Number(plan.Parameters.LearntFloats)},");
            writer.Line($"ParameterFloats: {Text.Number(plan.Parameters.Floats)},");
            writer.Line("Layers: [");
            writer.Indented(() =>
            {
                for (var index = 0; index < network.Layers.Count; index++)
                {
                    WriteLayer(writer, plan, index);
                }
            });
            writer.Line("],");
            if (plan.Inference.PreparedFloats > 0)
            {
                writer.Line($"PreparedFloats: {Text.Number(plan.Inference.PreparedFloats)},");
            }

            if (network.Layers.Max(layer => layer.LeastBatch) is var least and > 1)
            {
                writer.Line($"LeastBatch: {Text.Number(least)},");
            }

            writer.Line($"Objective: \"{Objective(network)}\",");
            writer.Line($"LargestTensor: {Text.Number(plan.LargestTensor)},");
            writer.Line($"InferenceFloats: {Text.Number(plan.Inference.Floats)},");
            var end = network.MainOutputs.Count > 1 ? "," : ");";
            writer.Line($"TrainingFloats: {Text.Number(plan.Training.Floats)}{end}");
            if (network.MainOutputs.Count > 1)
            {
                WriteHeads(writer, network.MainOutputs);
            }
        });
    }

    private static void WriteLayer(CodeWriter writer, NetworkPlan plan, int index)
    {
        var place = plan.IsTrained ? plan.Training.LayerOutputs[index] : "";
        var output = place.Length == 0 ? "default" : $"Training.{place}";
        List<string> values =
            [$"\"{plan.Network.Layers[index].Name}\"", output, $"\"{Definition(plan.Network, index)}\""];
        var line = $"new({string.Join(", ", values)}),";
        if (writer.Indentation + line.Length <= Documentation.Width)
        {
            writer.Line(line);
        }
        else
        {
            writer.Line("new(");
            writer.Indented(() => writer.List(values, end: "),"));
        }
    }

    /// <summary>With what it reads, where that is not the layer before it.</summary>
    private static string Definition(Network network, int index)
    {
        var layer = network.Layers[index];
        var isNext = layer.Sources.Count == 1 && layer.Sources[0] == index - 1;
        var names = layer.Sources.Select(source => source < 0 ? network.InputName : network.Layers[source].Name);
        return isNext ? layer.Definition : $"{layer.Definition} from {string.Join(", ", names)}";
    }

    /// <summary>What the outputs are trained towards: `softmax smoothing 0.1`.</summary>
    private static string Objective(Network network)
    {
        var outputs = network.Outputs.Select(output =>
        {
            var options = string.Concat(output.Loss.Options.Select(option => $" {option.Name} {option.Constant}"));
            var weight = network.Outputs.Count > 1 ? $" weight {Text.Real(output.Weight)}" : "";
            var helped = output.Towards is { } towards ? $" for {towards}" : "";
            return $"{output.Name}: {output.Loss.Words}{options}{weight}{helped}";
        });
        return string.Join("; ", outputs);
    }

    private static void WriteHead(CodeWriter writer, OutputHead head)
    {
        writer.Line($"Loss: global::NetDsl.Loss.{head.Loss.Name},");
        WriteLabels(writer, head);
    }

    private static void WriteHeads(CodeWriter writer, IReadOnlyList<OutputHead> heads)
    {
        writer.Line("Heads: [");
        writer.Indented(() =>
        {
            foreach (var head in heads)
            {
                writer.Line($"new(Name: \"{head.Name}\", Units: {Text.Number(head.Units)}, Weight: {Text.Float(head.Weight)},");
                writer.Indented(() =>
                {
                    writer.Line($"Loss: global::NetDsl.Loss.{head.Loss.Name},");
                    writer.Line($"Labels: [{string.Join(", ", head.Labels.Select(label => $"\"{label}\""))}]),");
                });
            }
        });
        writer.Line("]);");
    }

    private static void WriteLabels(CodeWriter writer, OutputHead head)
    {
        var lines = new List<string> { "" };
        foreach (var label in head.Labels)
        {
            if (lines[lines.Count - 1].Length + label.Length > 96)
            {
                lines.Add("");
            }

            lines[lines.Count - 1] += $"\"{label}\", ";
        }

        if (lines.Count == 1)
        {
            writer.Line($"Labels: [{lines[0].TrimEnd(',', ' ')}],");
            return;
        }

        writer.Line("Labels: [");
        writer.Indented(() => writer.Line(string.Join("\n", lines.Select(line => line.TrimEnd()))));
        writer.Line("],");
    }

    private static void WriteParameter(CodeWriter writer, PlannedParameter planned)
    {
        var parameter = planned.Parameter;
        var place = $"new(\"{parameter.FileName}\", {planned.Member}.Offset, {Sizes(planned.Shape)},";
        var rest = new List<string> { $"global::NetDsl.ParameterKind.{parameter.Kind}" };
        if (parameter.Initialization.Kind != InitializationKind.Zeros)
        {
            rest.Add($"new({Start(parameter.Initialization)})");
        }

        rest.AddRange(Fans(parameter));
        if (parameter.Kind == ParameterKind.Statistic)
        {
            rest.Add($"Momentum: {Text.Float(parameter.Momentum)}");
        }

        if (parameter.Kind == ParameterKind.Fixed)
        {
            rest.Add($"Values: [{Values(parameter)}]");
        }

        var line = $"{place} {string.Join(", ", rest)}),";
        if (writer.Indentation + line.Length <= Documentation.Width)
        {
            writer.Line(line);
        }
        else
        {
            writer.Line(place);
            writer.Indented(() => writer.List(rest, end: "),"));
        }
    }

    /// <summary>What its initialization goes by.</summary>
    private static IEnumerable<string> Fans(Parameter parameter)
    {
        if (parameter.Initialization.Kind is InitializationKind.He or InitializationKind.Xavier)
        {
            yield return $"FanIn: {Text.Number(parameter.FanIn)}";
        }

        if (parameter.Initialization.Kind == InitializationKind.Xavier)
        {
            yield return $"FanOut: {Text.Number(parameter.FanOut)}";
        }
    }

    private static string Values(Parameter parameter)
    {
        var values = new List<string>();
        foreach (var value in parameter.Values)
        {
            values.Add(Text.Float(value));
        }

        return string.Join(", ", values);
    }

    private static string Start(Initialization initialization)
    {
        var low = initialization.Low == 0 ? "" : $", Low: {Text.Float(initialization.Low)}";
        var high = initialization.High == 0 ? "" : $", High: {Text.Float(initialization.High)}";
        return $"global::NetDsl.InitializationKind.{initialization.Kind}{low}{high}";
    }

    private static string Sizes(Shape shape) =>
        $"new([{string.Join(", ", shape.Sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}])";
}
