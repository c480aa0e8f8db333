using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Losses;

/// <summary>How one kind of loss is written.</summary>
internal abstract class LossKind
{
    /// <summary>`softmax`, `sigmoid` or `linear`: what the output makes of its layer's values.</summary>
    public abstract string Keyword { get; }

    /// <summary>The word behind `loss`; null where the keyword says all.</summary>
    public virtual string? Word => null;

    /// <summary>Attributes of its own.</summary>
    public virtual IReadOnlyList<AttributeSpec> Attributes => [];

    public abstract LossFunction Bind(Arguments arguments);
}
