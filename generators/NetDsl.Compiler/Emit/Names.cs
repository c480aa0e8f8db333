using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Emit;

/// <summary>The C# names of one network's members.</summary>
internal sealed class Names
{
    public Names(Network network)
    {
        Model = network.Name;
        Input = MemberName.Of(network.InputName);
        InputVariable = Variable(network.InputName);
        Heads = network.MainOutputs.Select(head => new HeadNames(network.Name, head)).ToList();
    }

    /// <summary>Of the outputs that the network is used for.</summary>
    public IReadOnlyList<HeadNames> Heads { get; }

    /// <summary>Whether it has several of them.</summary>
    public bool IsMultiTask => Heads.Count > 1;

    public string Model { get; }

    /// <summary>The type of an example: `Image`.</summary>
    public string Input { get; }

    /// <summary>`image`</summary>
    public string InputVariable { get; }

    /// <summary>The only output of those that the network is used for, or the first.</summary>
    public HeadNames Head => Heads[0];

    /// <summary>A local of a method that takes an example: not the name of that parameter.</summary>
    public string Local(string name) => name == InputVariable ? name + "_" : name;

    /// <summary>A layer's property. The head's own name belongs to its labels.</summary>
    public string Layer(Layer layer) =>
        MemberName.Of(layer.Name) is var member && Heads.Any(head => head.Member == member) ? member + "Layer" : member;

    /// <summary>Camel case; `@` in front of what may be a keyword.</summary>
    private static string Variable(string name)
    {
        var member = MemberName.Of(name);
        var variable = char.ToLowerInvariant(member[0]) + member.Substring(1);
        return MemberName.IsTypeName(variable) ? variable : "@" + variable;
    }
}
