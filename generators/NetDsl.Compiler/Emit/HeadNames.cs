using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Emit;

/// <summary>The C# names of one output.</summary>
internal sealed class HeadNames(string model, OutputHead head)
{
    public OutputHead Head => head;

    /// <summary>`Digit`</summary>
    public string Member { get; } = MemberName.Of(head.Name);

    /// <summary>Whether it tells classes apart, of which each example has one.</summary>
    public bool IsClassifier => head.Loss.TakesLabels;

    /// <summary>Whether each unit has a name and a probability of its own.</summary>
    public bool IsMultiLabel => !IsClassifier && HasLabels;

    /// <summary>What is said of a class's number.</summary>
    public string MeasureText =>
        head.Loss.GivesProbabilities ? "Its softmax probability, 0 to 1." : "Its score: of any size.";

    /// <summary>What a unit's number is called: `Probability`, `Score` or `Value`.</summary>
    public string Measure =>
        head.Loss.GivesProbabilities ? "Probability" : IsClassifier ? ReservedMembers.Score : "Value";

    /// <summary>What it says of its units: `probabilities`, `scores` or `values`.</summary>
    public string Measures => head.Loss.GivesProbabilities ? "probabilities" : IsClassifier ? "scores" : "values";

    /// <summary>How the predicted class stands out: `most probable`.</summary>
    public string Best => head.Loss.GivesProbabilities ? "most probable" : "highest scoring";

    public bool HasLabels => head.Labels.Count > 0;

    /// <summary>The classes' type as code outside of the network's class names it: `LeNet5.Digit`, or `int`.</summary>
    public string Label => HasLabels ? $"{model}.{Member}" : "int";

    /// <summary>The same inside of it.</summary>
    public string InnerLabel => HasLabels ? Member : "int";
}
