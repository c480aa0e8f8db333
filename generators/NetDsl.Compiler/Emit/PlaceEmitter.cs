using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes the constants that a program is made of: where parameters and activations lie, and layers' sizes.</summary>
internal static class PlaceEmitter
{
    public static void Write(CodeWriter writer, NetworkPlan plan, SharedShapes shapes)
    {
        writer.Apart([
            () => WriteParameters(writer, plan.Parameters),
            () => WritePrepared(writer, plan.Inference.Prepared),
            () => WriteArena(
                writer, "Inference", "inference keeps its values", plan.Inference),
            () => WriteArena(
                writer, "Training", "training keeps values and gradients", plan.Training),
            .. shapes.Declared.Select(shape => (Action)(() => WriteShape(writer, shape, shapes.Others(shape)))),
        ]);
    }

    private static void WriteParameters(CodeWriter writer, ParameterPlan parameters)
    {
        if (parameters.Tensors.Count > 0)
        {
            var others = parameters.Floats > parameters.LearntFloats ? ", statistics, constants of the file" : "";
            writer.Comment($"parameters, offset and size in floats: weights first, then biases{others}");
        }

        foreach (var parameter in parameters.Tensors)
        {
            WriteSlot(
                writer,
                $"private static global::NetDsl.ParameterSlot {parameter.Member} => "
                + $"new({Text.Number(parameter.Offset)}, {Text.Number(parameter.Shape.Count)});",
                $"[{Sizes(parameter.Shape)}]");
        }
    }

    private static void WritePrepared(CodeWriter writer, EquatableArray<PreparedSlot> slots)
    {
        if (slots.Count == 0)
        {
            return;
        }

        writer.Summary(
            "Where what is made of the parameters alone lies, such as weights with the normalisation behind them folded in: "
            + "offset and size in floats.");
        writer.Block("private static class Preparation", () =>
        {
            foreach (var slot in slots)
            {
                WriteSlot(
                    writer,
                    $"public static global::NetDsl.ParameterSlot {slot.Member} => "
                    + $"new({Text.Number(slot.Offset)}, {Text.Number(slot.Size)});",
                    $"{Words(slot.Member, slot.Name)}[{Sizes(slot.Shape)}]");
            }
        });
    }

    private static void WriteArena(CodeWriter writer, string name, string what, ProgramPlan program)
    {
        if (program.Slots.Count == 0)
        {
            return;
        }

        writer.Summary(
            $"Where {what}: offset and size in floats for each example of a batch; tensors whose lives do not meet share a "
            + "place.");
        writer.Block($"private static class {name}", () =>
        {
            foreach (var slot in program.Slots)
            {
                WriteSlot(
                    writer,
                    $"public static global::NetDsl.ActivationSlot {slot.Member} => "
                    + $"new({Text.Number(slot.Offset)}, {Text.Number(slot.Size)}{Part(slot)});",
                    $"{Words(slot.Member, slot.Name)}[{Sizes(slot.Shape)}]");
            }
        });
    }

    // of a tensor that lies in another
    private static string Part(PlannedSlot slot) => slot.Stride == slot.Size
        ? ""
        : $", Stride: {Text.Number(slot.Stride)}, Start: {Text.Number(slot.Start)}";

    private static void WriteSlot(CodeWriter writer, string slot, string comment)
    {
        if (writer.Indentation + slot.Length + "  // ".Length + comment.Length > Documentation.Width)
        {
            writer.Comment(comment);
            writer.Line(slot);
        }
        else
        {
            writer.Line($"{slot}  // {comment}");
        }
    }

    private static string Sizes(Shape shape) => string.Join(", ", shape.Sizes);

    /// <summary>What a tensor is, where the name of its place does not say so: Relu1Gradient is the gradient of relu1,
    /// but Conv1Product what `conv1 without bias` says.</summary>
    private static string Words(string member, string name)
    {
        var isSaid = !member.EndsWith("_", StringComparison.Ordinal)
            && name.Split(' ', '_', '.', '\'', ',').All(word =>
                word is "of" or "in" or "s" || member.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
        return isSaid ? "" : name + " ";
    }

    private static void WriteShape(CodeWriter writer, ShapeDeclaration shape, int others)
    {
        var like = others == 0 ? "" : others == 1 ? " One more layer of these sizes uses it." : $" {Text.Number(others)} more layers of these sizes use it.";
        writer.Summary(shape.Summary + like);
        writer.Block($"internal readonly struct {shape.Name} : global::NetDsl.{shape.Interface}", () =>
            writer.Apart([.. shape.Rows.Select(row => (Action)(() => WriteRow(writer, row)))]));
    }

    private static void WriteRow(CodeWriter writer, EquatableArray<ShapeConstant> row)
    {
        foreach (var constant in row)
        {
            writer.Line($"public static {constant.Type} {constant.Name} => {constant.Value};");
        }
    }
}
