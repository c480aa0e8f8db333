using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what comes out of a network with several outputs.</summary>
internal static class MultiTaskEmitter
{
    public static void WritePrediction(CodeWriter writer, Network network, Names names)
    {
        writer.Line($"/// <summary>All outputs of one {network.InputName}.</summary>");
        foreach (var head in names.Heads)
        {
            writer.Line(head.IsClassifier
                ? $"/// <param name=\"{head.Member}\">The {head.Best} class.</param>\n"
                    + $"/// <param name=\"{head.Member}{head.Measure}\">{head.MeasureText}</param>"
                : $"/// <param name=\"{head.Member}\">{Values(head)}</param>");
        }

        writer.Line($"public readonly record struct Prediction({string.Join(", ", names.Heads.Select(Parameter))});");
    }

    public static void WriteMembers(CodeWriter writer, Network network, Names names) => writer.Apart(
        () => WriteStarts(writer, names),
        () => writer.Line($$"""
            /// <summary>All outputs of one {{network.InputName}}.</summary>
            public Prediction Predict({{names.Input}} {{names.InputVariable}})
            {
                global::System.ReadOnlySpan<float> {{names.Local("outputs")}} = PredictOne({{names.InputVariable}}.Values);
            {{string.Join("\n", Locals(names))}}
                return new Prediction({{string.Join(", ", names.Heads.Select(head => Argument(names, head)))}});
            }

            /// <summary>All outputs of a data set's image: {{PredictionEmitter.ImageValues(network)}}.</summary>
            /// <exception cref="global::NetDsl.ShapeException">It has not <see cref="InputSize"/> values.</exception>
            public Prediction Predict(global::NetDsl.Image image) => Predict(ValuesOf(image));

            /// <summary>The outputs of one or more inputs, probabilities and values as the network gives them.</summary>
            /// <param name="inputs">[count, {{string.Join(", ", network.Input.Sizes)}}]</param>
            /// <param name="outputs">[count, <see cref="OutputSize"/>]</param>
            /// <exception cref="global::NetDsl.ShapeException">The sizes do not fit the network or each other.</exception>
            public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) =>
                PredictInto(inputs, outputs);
            """));

    private static void WriteStarts(CodeWriter writer, Names names)
    {
        var start = 0L;
        writer.Line("/// <summary>Where the values of each output begin among all of them.</summary>");
        writer.Block("public static class OutputStart", () => writer.Apart([.. names.Heads.Select(head => (Action)(() =>
        {
            var values = head.Head.Units == 1 ? head.Measure.ToLowerInvariant() : head.Measures;
            writer.Line($"/// <summary>{head.Head.Name}: {Text.Count(head.Head.Units)} {values}.</summary>");
            writer.Line($"public const int {head.Member} = {Text.Number(start)};");
            start += head.Head.Units;
        }))]));
    }

    private static string Parameter(HeadNames head) => head.IsClassifier
        ? $"{head.InnerLabel} {head.Member}, float {head.Member}{head.Measure}"
        : head.Head.Units == 1 ? $"float {head.Member}" : $"float[] {head.Member}";

    private static string Values(HeadNames head) => head.Head.Units == 1
        ? $"The {head.Measure.ToLowerInvariant()}." : $"[{Text.Count(head.Head.Units)}]";

    private static IEnumerable<string> Locals(Names names) => names.Heads.Select(head => head.IsClassifier
        ? $"    var ({Variable(names, head)}, {Variable(names, head, head.Measure)}) = "
            + $"MostProbable<{head.InnerLabel}>({Slice(names, head)});"
        : $"    var {Variable(names, head)} = {Value(names, head)};");

    private static string Argument(Names names, HeadNames head) => head.IsClassifier
        ? $"{Variable(names, head)}, {Variable(names, head, head.Measure)}"
        : Variable(names, head);

    private static string Value(Names names, HeadNames head) => head.Head.Units == 1
        ? $"{names.Local("outputs")}[OutputStart.{head.Member}]"
        : $"{Slice(names, head)}.ToArray()";

    private static string Slice(Names names, HeadNames head) =>
        $"{names.Local("outputs")}.Slice(OutputStart.{head.Member}, {Text.Number(head.Head.Units)})";

    private static string Variable(Names names, HeadNames head, string measure = "") =>
        names.Local($"the{head.Member}{measure}");
}
