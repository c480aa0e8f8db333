using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Emit;

/// <summary>The C# names of one network's members.</summary>
internal sealed class Names
{
    private readonly HashSet<string> members;

    public Names(Network network)
    {
        Model = network.Name;
        Input = MemberName.Of(network.InputName);
        InputVariable = Variable(network.InputName);
        Head = MemberName.Of(network.Output.Name);
        HasLabels = network.Output.Labels.Count > 0;
        IsClassifier = network.Output.Loss == LossKind.SoftmaxCrossEntropy;
        members = [Model, Input, Head, .. network.Layers.Select(Layer)];
    }

    public string Model { get; }

    /// <summary>The type of an example: `Image`.</summary>
    public string Input { get; }

    /// <summary>`image`</summary>
    public string InputVariable { get; }

    /// <summary>`Digit`</summary>
    public string Head { get; }

    public bool HasLabels { get; }

    public bool IsClassifier { get; }

    public string Label => HasLabels ? $"{Model}.{Head}" : "int";

    /// <summary>A layer's property. The head's own name belongs to its labels.</summary>
    public string Layer(Layer layer) =>
        MemberName.Of(layer.Name) is var member && member == Head ? member + "Layer" : member;

    /// <summary>A name of a runtime namespace, qualified where a member of the network hides it.</summary>
    public string Runtime(string name, string @namespace) =>
        members.Contains(name) ? $"global::{@namespace}.{name}" : name;

    /// <summary>Camel case; `@` in front of what may be a keyword.</summary>
    private static string Variable(string name)
    {
        var member = MemberName.Of(name);
        var variable = char.ToLowerInvariant(member[0]) + member.Substring(1);
        return MemberName.IsTypeName(variable) ? variable : "@" + variable;
    }
}
