using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Emit;

/// <summary>The C# names of one output.</summary>
internal sealed class HeadNames(string model, OutputHead head)
{
    public OutputHead Head => head;

    /// <summary>`Digit`</summary>
    public string Member { get; } = MemberName.Of(head.Name);

    public bool IsClassifier => head.Loss == LossKind.SoftmaxCrossEntropy;

    public bool HasLabels => head.Labels.Count > 0;

    /// <summary>The classes' type as code outside of the network's class names it: `LeNet5.Digit`, or `int`.</summary>
    public string Label => HasLabels ? $"{model}.{Member}" : "int";

    /// <summary>The same inside of it.</summary>
    public string InnerLabel => HasLabels ? Member : "int";
}
