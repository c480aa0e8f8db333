using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>One layer with its shapes known. Each kind is a record of its own, in a file of its own.</summary>
/// <param name="Name">As written, or made: `conv1`, `relu2`. Unique in its network.</param>
/// <param name="Documentation">The text of its `///` comments, or null.</param>
public abstract record Layer(string Name, string? Documentation, Shape Input, Shape Output)
{
    /// <summary>Learnt values.</summary>
    public virtual long ParameterCount => 0;

    /// <summary>Multiply-adds for one example's forward pass (MAC; 2 FLOPs each).</summary>
    public virtual long MultiplyAdds => 0;
}
