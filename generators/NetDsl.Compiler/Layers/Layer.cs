using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Layers;

/// <summary>One layer with its shapes known. Each kind is a record of its own, in a file of its own.</summary>
/// <param name="Name">As written, or made: `conv1`, `relu2`. Unique in its network.</param>
/// <param name="Documentation">The text of its `///` comments, or null.</param>
public abstract record Layer(string Name, string? Documentation, Shape Input, Shape Output)
{
    /// <summary>The layers it reads, by index in the network: −1 is the network's input. Set where it is placed.</summary>
    public EquatableArray<int> Sources { get; init; } = EquatableArray<int>.Empty;

    /// <summary>Its statement as it was understood, without what it reads: `conv 5x5 filters 32 pad 2`. What two layers of
    /// one definition make of equal inputs with equal parameters is equal. Set where it is placed.</summary>
    public string Definition { get; init; } = "";

    /// <summary>Whether the stage that trains the network leaves the layer's parameters and statistics as they
    /// are.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Learnt values.</summary>
    public virtual long ParameterCount => 0;

    /// <summary>The runtime's record of what it learns; null where it learns nothing.</summary>
    public virtual string? ParametersType => null;

    /// <summary>Multiply-adds for one example's forward pass (MAC; 2 FLOPs each).</summary>
    public virtual long MultiplyAdds => 0;

    /// <summary>What it does, in a few words: `6 filters 5×5 over 1×28×28`.</summary>
    public abstract string Description { get; }

    /// <summary>Whether its output needs no place of its own: it changes values where they are, or only names them anew.</summary>
    public virtual bool IsInPlace => false;

    /// <summary>Examples of the smallest batch that it can be trained on.</summary>
    public virtual int LeastBatch => 1;

    /// <summary>Between which numbers its values lie, whatever it learns.</summary>
    /// <param name="inputs">The same of what it reads.</param>
    public virtual ValueRange RangeOf(IReadOnlyList<ValueRange> inputs) => ValueRange.Any;

    internal EquatableArray<string> Covers => new([Name]);

    /// <summary>Adds the operations that compute it from the tensors it reads: one, but for layers that join
    /// several.</summary>
    /// <returns>The tensor it gives.</returns>
    public virtual int Lower(ProgramBuilder builder, int[] inputs) => Lower(builder, inputs[0]);

    /// <summary>Adds the operations that compute it.</summary>
    /// <param name="input">The tensor it reads.</param>
    /// <returns>The tensor it gives.</returns>
    public abstract int Lower(ProgramBuilder builder, int input);
}
