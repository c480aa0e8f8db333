using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>Layers one behind the other, with names of their own for those that a stage adds.</summary>
internal sealed class LayerChain
{
    private readonly List<Layer> layers = [];

    /// <summary>The C# members that names have become.</summary>
    private readonly HashSet<string> members = [];

    /// <param name="group">Its layers keep their names.</param>
    public LayerChain(LayerGroup group)
    {
        Output = group.Input;
        Take(group.SourceName);
        foreach (var layer in group.Layers)
        {
            Take(layer.Name);
        }
    }

    /// <summary>The last layer's, or the input.</summary>
    public Shape Output { get; private set; }

    /// <summary>The last layer's index; −1 for none.</summary>
    public int Last => layers.Count - 1;

    public void Add(Layer layer)
    {
        layers.Add(layer with { Sources = new([layers.Count - 1]) });
        Output = layer.Output;
    }

    /// <summary>This name, or with the first number behind it for which no member of C# is there twice.</summary>
    public string Free(string wanted)
    {
        var name = wanted;
        for (var number = 2; IsTaken(name); number++)
        {
            name = wanted + Text.Number(number);
        }

        Take(name);
        return name;
    }

    public EquatableArray<Layer> ToLayers() => layers.ToEquatableArray();

    private bool IsTaken(string name) =>
        ReservedMembers.Endings.Any(ending => members.Contains(MemberName.Of(name) + ending));

    private void Take(string name)
    {
        foreach (var ending in ReservedMembers.Endings)
        {
            members.Add(MemberName.Of(name) + ending);
        }
    }
}
