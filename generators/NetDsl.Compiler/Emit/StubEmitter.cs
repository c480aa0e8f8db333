using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes a class for a network with errors: its members as far as they are known, so that a build shows the errors
/// of the `.net` file and not one more for each use of the class.</summary>
public sealed class StubEmitter
{
    private const string Unknown = "/// <summary>Not known until the errors are mended.</summary>";

    private readonly BrokenNetwork network;
    private readonly HashSet<string> taken;
    private readonly List<string> labels;
    private readonly string? head;
    private readonly string? input;

    private StubEmitter(BrokenNetwork network)
    {
        this.network = network;
        taken = [network.Name, "NotCompiled"];
        labels = network.Labels.Where(NameLength.Fits)
            .Select(MemberName.Of).Where(label => label.Length > 0).Distinct().ToList();
        input = Free(network.InputName) is { } example && !ReservedMembers.ContainsForInput(example) ? example : null;
        head = Free(network.OutputName) is { } name && !ReservedMembers.ContainsForHead(name) ? name : null;
    }

    public static GeneratedFile Emit(BrokenNetwork network, EmitOptions options) =>
        new("g.cs", Emitter.File(options, new StubEmitter(network).Write));

    private string Example => input ?? "global::System.ReadOnlySpan<float>";

    private string Label => labels.Count > 0 && head is not null ? $"{network.Name}.{head}" : "int";

    /// <summary>Null for a name that cannot be a member or is one already: that is among the errors.</summary>
    private string? Free(string? name) =>
        name is not null && NameLength.Fits(name) && MemberName.Of(name) is { Length: > 0 } member
            && !ReservedMembers.Contains(member) && ReservedMembers.Accessor(member) != network.Name && taken.Add(member)
            ? member : null;

    private void Write(CodeWriter writer)
    {
        writer.Line($"/// <summary>The file of {network.Name} has errors: this stands for it until they are mended.</summary>");
        if (ReservedMembers.ContainsForNetwork(network.Name))
        {
            // a class cannot have a member of its own name
            writer.Line($"public abstract class {network.Name};");
            return;
        }

        writer.Block($"public sealed partial class {network.Name} : global::NetDsl.Classifier<{network.Name}, {Label}>", () =>
            writer.Apart(
            [
                () => WriteLabels(writer),
                () => WriteInput(writer),
                () => WriteMembers(writer),
                .. network.Layers.Select(Free).OfType<string>().Select(layer => (Action)(() => writer.Line(
                    $"{Unknown}\npublic global::NetDsl.DenseParameters {layer} => throw NotCompiled();"))),
                () => WriteSchedules(writer),
            ]));
    }

    private void WriteLabels(CodeWriter writer)
    {
        if (head is null || labels.Count == 0)
        {
            return;
        }

        writer.Line("/// <summary>What the network tells apart.</summary>");
        writer.Block($"public enum {head}", () => writer.Apart([.. labels.Select(label => (Action)(() => writer.Line(
            $"/// <summary>{label}</summary>\n{label},")))]));
    }

    private void WriteInput(CodeWriter writer)
    {
        if (input is null)
        {
            return;
        }

        writer.Line($$"""
            /// <summary>What the network reads.</summary>
            public readonly ref struct {{input}}
            {
                {{Unknown}}
                public {{input}}(global::System.ReadOnlySpan<float> values) => Values = values;

                {{Unknown}}
                public global::System.ReadOnlySpan<float> Values { get; }

                {{Unknown}}
                public static implicit operator {{input}}(float[] values) => new(values);

                {{Unknown}}
                public static implicit operator {{input}}(global::System.Span<float> values) => new(values);

                {{Unknown}}
                public static implicit operator {{input}}(global::System.ReadOnlySpan<float> values) => new(values);
            }
            """);
    }

    /// <summary>Members of a prediction that depend on what the output is trained towards, which may be among the
    /// errors.</summary>
    private IEnumerable<string> PredictionMembers()
    {
        (string Name, string Declaration)[] members =
        [
            (ReservedMembers.Score, "float Score"), ("Probabilities", "float[] Probabilities"),
            ("Item", $"float this[{Label} label]"), ("Has", $"bool Has({Label} label)"),
        ];
        foreach (var (name, declaration) in members)
        {
            if (name != head)
            {
                yield return $"    {Unknown}\n    public {declaration} => throw NotCompiled();";
            }
        }
    }

    private void WriteMembers(CodeWriter writer) => writer.Line($$"""
        private {{network.Name}}()
            : base(null!, 0, default) => throw NotCompiled();

        {{Unknown}}
        public readonly record struct Prediction({{Label}} {{head ?? "Label"}}, float Probability)
        {
        {{string.Join("\n\n", PredictionMembers())}}
        }

        {{Unknown}}
        public const int InputSize = 0;

        {{Unknown}}
        public const int OutputSize = 0;

        {{Unknown}}
        public const int ParameterCount = 0;

        {{Unknown}}
        public const long MultiplyAdds = 0;

        {{Unknown}}
        public const long InferenceBytes = 0;

        {{Unknown}}
        public const long TrainingBytes = 0;

        /// <summary>Throws: the network's file has errors.</summary>
        public static {{network.Name}} Create(ulong seed = 0, global::NetDsl.Device device = default) =>
            throw NotCompiled();

        {{Unknown}}
        public Prediction Predict({{Example}} input) => throw NotCompiled();

        {{Unknown}}
        public Prediction Predict(global::NetDsl.Image image) => throw NotCompiled();

        {{Unknown}}
        public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<Prediction> predictions) =>
            throw NotCompiled();

        {{Unknown}}
        public void Probabilities({{Example}} input, global::System.Span<float> probabilities) =>
            throw NotCompiled();

        {{Unknown}}
        public void Scores({{Example}} input, global::System.Span<float> scores) =>
            throw NotCompiled();

        /// <inheritdoc/>
        protected override global::NetDsl.Executor CreateExecutor(global::NetDsl.Device device) => throw NotCompiled();

        /// <inheritdoc/>
        protected override {{network.Name}} MakeFork() => throw NotCompiled();

        private static global::System.InvalidOperationException NotCompiled() =>
            new("the file of network {{network.Name}} has errors: see the build's output");
        """);

    private void WriteSchedules(CodeWriter writer)
    {
        var schedules = network.Schedules.Where(NameLength.Fits)
            .Select(MemberName.Of)
            .Where(schedule => schedule.Length > 0 && !ReservedMembers.ContainsForSchedule(schedule))
            .Distinct()
            .ToList();
        if (schedules.Count == 0)
        {
            return;
        }

        writer.Line(Unknown);
        writer.Block("public static class Schedules", () => writer.Apart([.. schedules.Select(schedule => (Action)(() =>
            writer.Line(
                $"{Unknown}\npublic static global::NetDsl.Schedule<{network.Name}> {schedule} => throw NotCompiled();")))]));
    }
}
