using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes the passes of a network for one device: a call for each kernel, behind the layers that it computes.
/// The CPU's file also holds what both devices share: shapes and places.</summary>
/// <param name="owner">The class that it is a part of.</param>
internal sealed class ProgramEmitter(NetworkPlan plan, DeviceNames device, string owner)
{
    private readonly SharedShapes shapes = new(plan.Shapes);

    public static string Emit(NetworkPlan plan, EmitOptions options, DeviceNames device) =>
        Emitter.File(options, writer => writer.Block($"partial class {plan.Network.Name}", () =>
            new ProgramEmitter(plan, device, plan.Network.Name).Write(writer)));

    /// <summary>The members of the class.</summary>
    public void Write(CodeWriter writer)
    {
        if (ReferenceEquals(device, DeviceNames.Gpu))
        {
            writer.Line($"""
                static partial void CreateGpuExecutor(global::NetDsl.Device device, ref global::NetDsl.Executor? executor) =>
                    executor = {device.Of("GpuExecutor")}.TryCreate(device, new GpuProgram());

                """);
        }

        WriteProgram(writer);
        if (ReferenceEquals(device, DeviceNames.Cpu))
        {
            writer.Line();
            PlaceEmitter.Write(writer, plan, shapes);
        }
    }

    private void WriteProgram(CodeWriter writer)
    {
        var training = plan.IsTrained
            ? $"{plan.Training.Forward.Count} forward and {plan.Training.Backward.Count} backward in training, "
            : "";
        writer.Summary(
            $"{owner} on {device.Words}. {device.Counted}: {training}"
            + $"{plan.Inference.Forward.Count} in inference{Preparation}.");
        var contract = device.Of($"I{device.Prefix}Program");
        writer.Block($"private sealed class {device.Prefix}Program : {contract}", () => writer.Apart(
        [
            () => writer.Line($"public global::NetDsl.ModelLayout Layout => {owner}.Layout;"),
            () => WritePreparation(writer),
            () => WritePass(writer, "Infer", "Inference", plan.Inference.Forward),
            .. Training(writer),
        ]));
    }

    private IEnumerable<Action> Training(CodeWriter writer) => plan.IsTrained
        ?
        [
            () => WritePass(writer, "Forward", "Training", plan.Training.Forward),
            () => WritePass(writer, "Backward", "Training", plan.Training.Backward),
        ]
        : [];

    private string Preparation =>
        plan.Inference.Prepare.Count == 0 ? "" : $", and {plan.Inference.Prepare.Count} before it for new parameters";

    private void WritePreparation(CodeWriter writer)
    {
        if (plan.Inference.Prepare.Count > 0)
        {
            WritePass(writer, "Prepare", "Inference", plan.Inference.Prepare);
        }
    }

    /// <summary>A layer's kernels that follow each other stand together.</summary>
    private void WritePass(CodeWriter writer, string name, string arena, EquatableArray<KernelPlan> kernels) =>
        writer.Block($"public void {name}(in {device.Of($"{device.Prefix}Step")} step)", () =>
        {
            var before = "";
            foreach (var kernel in kernels)
            {
                var layers = string.Join(" → ", kernel.Covers.Distinct());
                if (layers != before)
                {
                    if (before.Length > 0)
                    {
                        writer.Line();
                    }

                    writer.Comment(layers);
                }

                WriteCall(writer, kernel, arena);
                before = layers;
            }
        });

    private void WriteCall(CodeWriter writer, KernelPlan kernel, string arena)
    {
        var types = kernel.TypeArguments.Select(Qualify).ToList();
        var method = $"{Qualify(kernel.Core)}.{kernel.Method}";
        var head = types.Count == 0 ? $"{method}(" : $"{method}<{string.Join(", ", types)}>(";
        var arguments = kernel.Operands.Select(operand => Argument(operand, arena)).Prepend("step").ToList();
        var line = $"{head}{string.Join(", ", arguments)});";
        if (line.Length + writer.Indentation <= Documentation.Width)
        {
            writer.Line(line);
        }
        else
        {
            WriteHead(writer, head, method, types);
            writer.Indented(() => writer.List(arguments, end: ");"));
        }
    }

    private static void WriteHead(CodeWriter writer, string head, string method, List<string> types)
    {
        if (head.Length + writer.Indentation <= Documentation.Width)
        {
            writer.Line(head);
            return;
        }

        writer.Line($"{method}<");
        writer.Indented(() => writer.List(types, end: ">("));
    }

    /// <summary>A name of the runtime or a shape of the network, or one with type arguments:
    /// `Chain&lt;Relu, Tanh&gt;`.</summary>
    private string Qualify(string name)
    {
        var open = name.IndexOf('<');
        if (open < 0)
        {
            return shapes.NameOf(name) ?? device.Of(name);
        }

        var arguments = new List<string>();
        var (start, depth) = (open + 1, 0);
        for (var index = start; index < name.Length; index++)
        {
            depth += name[index] == '<' ? 1 : name[index] == '>' ? -1 : 0;
            if (depth < 0 || (depth == 0 && name[index] == ','))
            {
                arguments.Add(Qualify(name.Substring(start, index - start).Trim()));
                start = index + 1;
            }
        }

        return $"{device.Of(name.Substring(0, open))}<{string.Join(", ", arguments)}>";
    }

    private static string Argument(KernelOperand operand, string arena)
    {
        var value = operand.Kind switch
        {
            OperandKind.Input => "step.Input",
            OperandKind.Output => operand.Text.Length == 0 ? "step.Output" : $"step.OutputFrom({operand.Text})",
            OperandKind.Activation => $"step.At({arena}.{operand.Text})",
            OperandKind.Parameter => $"step.At({operand.Text})",
            OperandKind.Prepared => $"step.Prepared(Preparation.{operand.Text})",
            OperandKind.ParameterGradient => $"step.GradientOf({operand.Text})",
            _ => operand.Text,
        };
        return operand.Name is { } name ? $"{name}: {value}" : value;
    }
}
