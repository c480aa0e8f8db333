using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what goes into a network and what comes out: the input's type, labels, predictions.</summary>
internal static class PredictionEmitter
{
    public static void WriteTypes(CodeWriter writer, Network network, Names names) => writer.Apart(
    [
        .. names.Heads.Where(head => head.HasLabels).Select(head => (Action)(() => WriteLabels(writer, head))),
        () => WritePrediction(writer, network, names),
        () => WriteInput(writer, network, names),
    ]);

    public static void WriteMembers(CodeWriter writer, Network network, Names names)
    {
        if (names.IsMultiTask)
        {
            MultiTaskEmitter.WriteMembers(writer, network, names);
        }
        else if (names.Head.IsClassifier)
        {
            WriteClassification(writer, network, names);
        }
        else
        {
            WriteRegression(writer, network, names);
        }
    }

    private static void WriteLabels(CodeWriter writer, HeadNames head)
    {
        writer.Line("/// <summary>What the network tells apart.</summary>");
        writer.Block($"public enum {head.Member}", () => writer.Apart([.. head.Head.Labels.Select(label => (Action)(() =>
        {
            writer.Line($"/// <summary>{Documentation.Escape(label)}</summary>");
            writer.Line($"{MemberName.Of(label)},");
        }))]));
    }

    private static void WritePrediction(CodeWriter writer, Network network, Names names)
    {
        if (names.IsMultiTask)
        {
            MultiTaskEmitter.WritePrediction(writer, network, names);
        }
        else if (names.Head is { IsClassifier: true } head)
        {
            writer.Line($"""
                /// <summary>The {head.Best} {head.Head.Name} of one {network.InputName}.</summary>
                /// <param name="{head.Member}">{(head.HasLabels ? "The class." : $"The class, from 0 to {Text.Count(head.Head.Units - 1)}.")}</param>
                /// <param name="{head.Measure}">{head.MeasureText}</param>
                public readonly record struct Prediction({head.InnerLabel} {head.Member}, float {head.Measure});
                """);
        }
        else if (names.Head.IsMultiLabel)
        {
            WriteLabelPrediction(writer, network, names.Head);
        }
    }

    private static void WriteLabelPrediction(CodeWriter writer, Network network, HeadNames head) => writer.Line($$"""
        /// <summary>What holds of one {{network.InputName}}: each {{head.Member}} by itself.</summary>
        /// <param name="Probabilities">[<see cref="OutputSize"/>]: each from 0 to 1, by itself.</param>
        public readonly record struct Prediction(float[] Probabilities)
        {
            /// <summary>The probability of one, 0 to 1.</summary>
            public float this[{{head.Member}} label] => Probabilities[(int)label];

            /// <summary>Whether it is more probable than not.</summary>
            public bool Has({{head.Member}} label) => this[label] > 0.5f;
        }
        """);

    private static void WriteInput(CodeWriter writer, Network network, Names names) => writer.Line($$"""
        /// <summary>One {{network.InputName}}, {{network.Input}}: a view of <see cref="InputSize"/> values, row by row.</summary>{{Remarks(network)}}
        public readonly ref struct {{names.Input}}
        {
            /// <summary>A view of values that somebody else holds.</summary>
            /// <param name="values">[{{string.Join(", ", network.Input.Sizes)}}]</param>
            /// <exception cref="global::NetDsl.ShapeException">There are not <see cref="InputSize"/> values.</exception>
            public {{names.Input}}(global::System.ReadOnlySpan<float> values)
            {
                if (values.Length != InputSize)
                {
                    throw new global::NetDsl.ShapeException(
                        $"{{names.Model}}'s {{network.InputName}} takes {{network.Input}}, {InputSize:N0} values, but got {values.Length:N0}");
                }

                Values = values;
            }

            /// <summary>[{{string.Join(", ", network.Input.Sizes)}}]</summary>
            public global::System.ReadOnlySpan<float> Values { get; }

            /// <summary>A view of an array.</summary>
            public static implicit operator {{names.Input}}(float[] values) => new(values);

            /// <summary>A view of a span.</summary>
            public static implicit operator {{names.Input}}(global::System.Span<float> values) => new(values);

            /// <summary>A view of a span.</summary>
            public static implicit operator {{names.Input}}(global::System.ReadOnlySpan<float> values) => new(values);
        }
        """);

    public static string ImageValues(Network network) =>
        network.Preparation is null ? "its bytes as values from 0 to 1" : "its bytes, prepared as the file states";

    /// <summary>Values that are given are not prepared: those of data sets and images are.</summary>
    private static string Remarks(Network network)
    {
        var text = PreparationEmitter.Describe(network);
        return string.IsNullOrEmpty(text) ? "" : string.Concat(Documentation
            .Wrap($"<remarks>As the network reads them, that is {text}: Prepare makes them so of an image.</remarks>", 4)
            .Select(line => $"\n/// {line}"));
    }

    private static void WriteClassification(CodeWriter writer, Network network, Names names)
    {
        var head = names.Head;
        var (label, variable) = (names.Local("label"), names.Local(Variable(names)));
        var (measures, measured) = (names.Local(head.Measures), Variable(names));
        var method = head.Head.Loss.GivesProbabilities ? "Probabilities" : "Scores";
        writer.Line($$"""
            /// <summary>The {{head.Best}} {{network.Output.Name}} of one {{network.InputName}}.</summary>
            public Prediction Predict({{names.Input}} {{names.InputVariable}})
            {
                var ({{label}}, {{variable}}) = PredictOne({{names.InputVariable}}.Values);
                return new Prediction({{label}}, {{variable}});
            }

            /// <summary>The {{head.Best}} {{network.Output.Name}} of a data set's image: {{ImageValues(network)}}.</summary>
            /// <exception cref="global::NetDsl.ShapeException">It has not <see cref="InputSize"/> values.</exception>
            public Prediction Predict(global::NetDsl.Image image) => Predict(ValuesOf(image));

            /// <summary>The {{head.Best}} {{network.Output.Name}} of each of several inputs.</summary>
            /// <param name="inputs">[count, {{string.Join(", ", network.Input.Sizes)}}]</param>
            /// <param name="predictions">[count]</param>
            /// <exception cref="global::NetDsl.ShapeException">The sizes do not fit the network or each other.</exception>
            public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<Prediction> predictions)
            {
                int size = checked(predictions.Length * OutputSize);
                float[] room = global::System.Buffers.ArrayPool<float>.Shared.Rent(size);
                try
                {
                    global::System.Span<float> {{measures}} = new(room, 0, size);
                    PredictInto(inputs, {{measures}});
                    for (int i = 0; i < predictions.Length; i++)
                    {
                        var ({{label}}, {{variable}}) = MostProbable({{measures}}.Slice(i * OutputSize, OutputSize));
                        predictions[i] = new Prediction({{label}}, {{variable}});
                    }
                }
                finally
                {
                    global::System.Buffers.ArrayPool<float>.Shared.Return(room);
                }
            }

            /// <summary>The {{measured}} of each class for one {{network.InputName}}.</summary>
            /// <param name="{{names.InputVariable.TrimStart('@')}}">What the network reads.</param>
            /// <param name="{{measures}}">[<see cref="OutputSize"/>]{{Together(head)}}</param>
            /// <exception cref="global::NetDsl.ShapeException"><paramref name="{{measures}}"/> has another size.</exception>
            public void {{method}}(
                {{names.Input}} {{names.InputVariable}}, global::System.Span<float> {{measures}}) =>
                PredictInto({{names.InputVariable}}.Values, {{measures}});
            """);
    }

    private static string Variable(Names names) => names.Head.Measure.ToLowerInvariant();

    private static string Together(HeadNames head) =>
        head.Head.Loss.GivesProbabilities ? ": each from 0 to 1, together 1." : ".";

    private static void WriteLabelsOf(CodeWriter writer, Network network, Names names)
    {
        var probabilities = names.Local("probabilities");
        writer.Line($$"""
            /// <summary>The probability of each {{names.Head.Member}} of one {{network.InputName}}.</summary>
            public Prediction Predict({{names.Input}} {{names.InputVariable}})
            {
                var {{probabilities}} = new float[OutputSize];
                PredictInto({{names.InputVariable}}.Values, {{probabilities}});
                return new Prediction({{probabilities}});
            }

            /// <summary>The probability of each {{names.Head.Member}} of a data set's image: {{ImageValues(network)}}.</summary>
            /// <exception cref="global::NetDsl.ShapeException">It has not <see cref="InputSize"/> values.</exception>
            public Prediction Predict(global::NetDsl.Image image) => Predict(ValuesOf(image));

            """);
    }

    private static void WriteRegression(CodeWriter writer, Network network, Names names)
    {
        var output = names.Local("output");
        if (names.Head.IsMultiLabel)
        {
            WriteLabelsOf(writer, network, names);
        }
        else if (network.Output.Units == 1)
        {
            writer.Line($$"""
                /// <summary>The {{network.Output.Name}} of one {{network.InputName}}.</summary>
                public float Predict({{names.Input}} {{names.InputVariable}})
                {
                    global::System.Span<float> {{output}} = stackalloc float[1];
                    PredictInto({{names.InputVariable}}.Values, {{output}});
                    return {{output}}[0];
                }

                /// <summary>The {{network.Output.Name}} of a data set's image: {{ImageValues(network)}}.</summary>
                /// <exception cref="global::NetDsl.ShapeException">It has not <see cref="InputSize"/> values.</exception>
                public float Predict(global::NetDsl.Image image) => Predict(ValuesOf(image));

                """);
        }

        writer.Line($$"""
            /// <summary>The {{network.Output.Name}} of one or more inputs.</summary>
            /// <param name="inputs">[count, {{string.Join(", ", network.Input.Sizes)}}]</param>
            /// <param name="outputs">[count, <see cref="OutputSize"/>]</param>
            /// <exception cref="global::NetDsl.ShapeException">The sizes do not fit the network or each other.</exception>
            public void Predict(global::System.ReadOnlySpan<float> inputs, global::System.Span<float> outputs) =>
                PredictInto(inputs, outputs);
            """);
    }
}
