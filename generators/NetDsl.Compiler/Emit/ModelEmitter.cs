using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Passes;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes the class as its users see it: sizes, labels, layers, prediction.</summary>
internal sealed class ModelEmitter(NetworkPlan plan, Names names)
{
    private readonly Network network = plan.Network;
    private readonly ILookup<string, string> parametersOf = ParametersByLayer(plan.Parameters);

    public static string Emit(NetworkPlan plan, EmitOptions options, Names names) =>
        Emitter.File(options, writer => new ModelEmitter(plan, names).Write(writer));

    private void Write(CodeWriter writer)
    {
        writer.Summary(network.Documentation ?? $"The network {network.Name}.");
        WriteRemarks(writer);
        var parent = names.IsMultiTask ? $"MultiTaskModel<{names.Model}>"
            : names.Head.IsClassifier ? $"Classifier<{names.Model}, {names.Head.Label}>"
            : $"Regressor<{names.Model}>";
        writer.Block($"public sealed partial class {names.Model} : global::NetDsl.{parent}", () => writer.Apart(
        [
            () => WriteConstants(writer),
            () => PredictionEmitter.WriteTypes(writer, network, names),
            () => WriteCreation(writer),
            .. Enumerable.Range(0, network.Layers.Count).Where(layer => network.Layers[layer].ParameterCount > 0)
                .Select(layer => (Action)(() => WriteLayer(writer, layer))),
            () => PredictionEmitter.WriteMembers(writer, network, names),
            () => WriteExecutor(writer),
            () => LayoutEmitter.Write(writer, plan, "OutputSize"),
        ]));
    }

    private void WriteRemarks(CodeWriter writer)
    {
        var width = Math.Max(5, network.Layers.Select(layer => layer.Name.Length).DefaultIfEmpty(0).Max());
        writer.Line($"""
            /// <remarks>
            /// <para>{network.InputName} {network.Input} → {string.Join("; ", names.Heads.Select(Target))}; {Text.Count(ParameterCount)} parameters;
            /// {Text.Count(MultiplyAdds)} multiply-adds for one {network.InputName}.</para>
            {Preparation}/// <code>
            /// {"layer".PadRight(width)}  {"output",-14}{"parameters",14}{"multiply-adds",18}
            """);
        foreach (var layer in network.Layers)
        {
            var row = $"/// {layer.Name.PadRight(width)}  {layer.Output,-14}{Cell(layer.ParameterCount),14}{Cell(layer.MultiplyAdds),18}";
            writer.Line(row.TrimEnd());
        }

        writer.Line("""
            /// </code>
            /// </remarks>
            """);
    }

    private static string Cell(long count) => count == 0 ? "" : Text.Count(count);

    private string Preparation
    {
        get
        {
            var always = PreparationEmitter.Describe(network);
            var training = PreparationEmitter.DescribeTraining(network);
            var text = training.Length == 0 ? always
                : $"{(always.Length == 0 ? "" : $"{always}; ")}in training at random {training}";
            return text.Length == 0
                ? ""
                : string.Concat(Documentation.Wrap($"<para>Inputs are {text}.</para>", 4).Select(line => $"/// {line}\n"));
        }
    }

    private static string Target(HeadNames head) => $"{head.Head.Name}, {head.Head.Loss.Describe(head.Head.Units)}";

    private long OutputSize => network.MainOutputs.Sum(head => head.Units);

    private long ParameterCount => network.Layers.Sum(layer => layer.ParameterCount);

    /// <summary>Of the layers that inference needs.</summary>
    private IEnumerable<Layer> InferenceLayers =>
        network.Layers.Zip(LowerNetwork.Needed(network, isTraining: false), (layer, isNeeded) => isNeeded ? layer : null).OfType<Layer>();

    private long MultiplyAdds => InferenceLayers.Sum(layer => layer.MultiplyAdds);

    /// <summary>What auxiliary outputs add to training.</summary>
    private string AuxiliaryConstants => network.Outputs.All(head => !head.IsAuxiliary) ? "" : "\n\n" + $"""
        /// <summary>Learnt values that inference needs: without the auxiliary outputs' own.</summary>
        public const int InferenceParameterCount = {Text.Number(InferenceLayers.Sum(layer => layer.ParameterCount))};

        /// <summary>Multiply-adds of one example's forward pass in training: the auxiliary outputs' too.</summary>
        public const long TrainingMultiplyAdds = {Text.Number(network.Layers.Sum(layer => layer.MultiplyAdds))};
        """;

    private string PreparedConstant => plan.Inference.PreparedFloats == 0 ? "" : "\n\n" + $"""
        /// <summary>Bytes of what inference makes of the parameters, once they have changed: not for each
        /// example.</summary>
        public const long PreparedBytes = {Text.Number((long)plan.Inference.PreparedFloats * sizeof(float))};
        """;

    private void WriteConstants(CodeWriter writer) => writer.Line($"""
        /// <summary>Values in one {network.InputName}: {network.Input}.</summary>
        public const int InputSize = {Text.Number(network.Input.Count)};

        /// <summary>{(names.IsMultiTask ? "Values in all outputs" : names.Head.IsClassifier ? "Classes" : "Values in one output")}.</summary>
        public const int OutputSize = {Text.Number(OutputSize)};

        /// <summary>Learnt values: {Text.Count(ParameterCount)} ({Text.Count((ParameterCount * sizeof(float) + 1023) / 1024)} KiB).</summary>
        public const int ParameterCount = {Text.Number(ParameterCount)};

        /// <summary>Multiply-adds of one example's forward pass{(AuxiliaryConstants.Length > 0 ? " in inference" : "")}.</summary>
        public const long MultiplyAdds = {Text.Number(MultiplyAdds)};{AuxiliaryConstants}

        /// <summary>Bytes that inference needs for each example of a batch, beside the parameters.</summary>
        public const long InferenceBytes = {Text.Number((long)plan.Inference.Floats * sizeof(float))};

        /// <summary>Bytes that training needs for each example of a batch, beside parameters, their gradients and the
        /// optimizer's state.</summary>
        public const long TrainingBytes = {Text.Number((long)plan.Training.Floats * sizeof(float))};{PreparedConstant}
        """);

    private void WriteCreation(CodeWriter writer) => writer.Line($"""
        private {names.Model}(ulong seed, global::NetDsl.Device device)
            : base(Layout, seed, device)
        """ + "\n{\n}\n\n" + $"""
        private {names.Model}({names.Model} origin)
            : base(origin)
        """ + "\n{\n}\n\n" + $"""
        /// <summary>A network with the weights that <paramref name="seed"/> draws.</summary>
        /// <param name="seed">The same seed gives the same weights, on every device.</param>
        /// <param name="device">Where it runs.</param>
        public static {names.Model} Create(ulong seed = 0, global::NetDsl.Device device = default) =>
            new(seed, device);

        /// <inheritdoc/>
        protected override {names.Model} MakeFork() => new(this);
        """);

    private void WriteLayer(CodeWriter writer, int index)
    {
        var layer = network.Layers[index];
        var following = Following(index).ToList();
        var words = string.Join(", ", following.Select(other => other.Description).Prepend(layer.Description));
        var output = following.LastOrDefault()?.Output ?? layer.Output;
        var work = layer.MultiplyAdds == 0 ? "" : $"; {Text.Count(layer.MultiplyAdds)} multiply-adds";
        var summary = $"{words} → {output}; {Text.Count(layer.ParameterCount)} parameters{work}.";
        writer.Summary(layer.Documentation is { } text ? $"{text}\n{summary}" : summary);
        var property = $"public global::NetDsl.{layer.ParametersType} {names.Layer(layer)} =>";
        var value = $"new({ParametersOf(layer)});";
        var fits = writer.Indentation + property.Length + 1 + value.Length <= Documentation.Width;
        writer.Line(fits ? $"{property} {value}" : $"{property}\n    {value}");
    }

    /// <summary>In the order of memory: weights first, then biases.</summary>
    private string ParametersOf(Layer layer) => string.Join(", ", parametersOf[layer.Name]);

    // by the name of the layer, which is a parameter's in files without its last part
    private static ILookup<string, string> ParametersByLayer(ParameterPlan parameters) => parameters.Tensors
        .Select((tensor, index) => new KeyValuePair<string, string>(tensor.Parameter.FileName, $"Parameter({index})"))
        .ToLookup(pair => pair.Key.Substring(0, Math.Max(0, pair.Key.LastIndexOf('.'))), pair => pair.Value);

    /// <summary>The layers without parameters that read a layer and each other, one after the other in the text.</summary>
    private IEnumerable<Layer> Following(int index)
    {
        for (var next = index + 1; next < network.Layers.Count; next++)
        {
            var layer = network.Layers[next];
            if (layer.ParameterCount > 0 || layer is JoinLayer || layer.Sources[0] != next - 1)
            {
                yield break;
            }

            yield return layer;
        }
    }

    private static void WriteExecutor(CodeWriter writer) => writer.Line("""
        /// <inheritdoc/>
        protected override global::NetDsl.Executor CreateExecutor(global::NetDsl.Device device)
        {
            global::NetDsl.Executor? executor = null;
            CreateGpuExecutor(device, ref executor);
            return executor ?? global::NetDsl.Cpu.CpuExecutor.Create(device, new CpuProgram());
        }

        // written where the project references NetDsl.Gpu
        static partial void CreateGpuExecutor(global::NetDsl.Device device, ref global::NetDsl.Executor? executor);
        """);
}
