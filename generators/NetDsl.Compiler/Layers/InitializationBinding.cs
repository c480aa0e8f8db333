using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Layers;

/// <summary>`init he | xavier | uniform a .. b | normal s | orthogonal | zeros | constant c`.</summary>
internal static class InitializationBinding
{
    public static readonly AttributeSpec Attribute = new("init", 4, TakesWord: true);

    private static readonly IReadOnlyList<string> Words =
        ["he", "xavier", "uniform", "normal", "orthogonal", "zeros", "constant"];

    private static readonly IReadOnlyList<string> WordsWithoutMatrix =
        [.. Words.Where(word => word != "orthogonal")];

    /// <summary>As stated; else he in front of a relu, leakyrelu or elu, and xavier elsewhere.</summary>
    /// <param name="hasMatrix">Whether the weights are a matrix, which may be orthogonal.</param>
    public static Initialization Read(LayerContext context, bool hasMatrix = true)
    {
        var arguments = context.Arguments;
        var word = arguments.Word(
            "init", "initialisation", hasMatrix ? Words : WordsWithoutMatrix, isRequired: false);
        var expected = word == "uniform" ? 4 : word is "normal" or "constant" ? 2 : 1;
        var values = arguments.Values("init");
        if (word is not null && values.Count > expected)
        {
            arguments.Report(
                Descriptors.UnexpectedTerm, values[expected].Span, TermText.Found(values[expected]), $"init {word}",
                "nothing more");
        }
        else if (word is not null && values.Count < expected)
        {
            var missing = word == "uniform" ? "a range, such as `init uniform -0.1 .. 0.1`" : $"a number, such as `init {word} 0.01`";
            arguments.Report(Descriptors.MissingValue, arguments.SpanOf("init"), word, missing);
        }

        return arguments.Failed ? default : word switch
        {
            "uniform" => Uniform(arguments),
            "normal" => new(InitializationKind.Normal, 0, arguments.Real(values[1], "normal", RealRange.Positive)),
            "constant" => new(InitializationKind.Constant, 0, arguments.Real(values[1], "constant", RealRange.Any)),
            "he" => new(InitializationKind.He),
            "xavier" => new(InitializationKind.Xavier),
            "orthogonal" => new(InitializationKind.Orthogonal),
            "zeros" => new(InitializationKind.Zeros),
            _ => new(context.IsBeforeRectifier ? InitializationKind.He : InitializationKind.Xavier),
        };
    }

    private static Initialization Uniform(Arguments arguments)
    {
        var values = arguments.Values("init");
        if (values[2].Text != "..")
        {
            arguments.Report(Descriptors.WrongValue, values[2].Span, "uniform", "a range a .. b", TermText.Found(values[2]));
            return default;
        }

        var low = arguments.Real(values[1], "uniform", RealRange.Any);
        var high = arguments.Real(values[3], "uniform", RealRange.Any);
        if ((float)low >= (float)high && !arguments.Failed)
        {
            arguments.Report(
                Descriptors.OutOfRange, values[3].Span, "the end of uniform", $"greater than its start {values[1].Text}", values[3].Text);
        }

        return new Initialization(InitializationKind.Uniform, low, high);
    }
}
