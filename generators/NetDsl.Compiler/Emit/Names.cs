using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Emit;

/// <summary>The C# names of one network's members.</summary>
internal sealed class Names
{
    private readonly HashSet<string> members;

    /// <param name="outer">Of the class that the network's is a part of: its members are seen too.</param>
    public Names(Network network, Names? outer = null)
    {
        Model = network.Name;
        Input = MemberName.Of(network.InputName);
        InputVariable = Variable(network.InputName);
        Heads = network.MainOutputs.Select(head => new HeadNames(network.Name, head)).ToList();
        members = [Model, Input, .. Heads.Select(head => head.Member), .. network.Layers.Select(Layer)];
        members.UnionWith(outer?.members ?? []);
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

    /// <summary>A layer's property. The head's own name belongs to its labels.</summary>
    public string Layer(Layer layer) =>
        MemberName.Of(layer.Name) is var member && Heads.Any(head => head.Member == member) ? member + "Layer" : member;

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
