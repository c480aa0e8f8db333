using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>How one kind of layer is written and what shape it gives.</summary>
internal abstract class LayerKind
{
    /// <summary>The word that a statement of this kind starts with.</summary>
    public abstract string Keyword { get; }

    /// <summary>A right statement, shown where one is wrong.</summary>
    public abstract string Example { get; }

    /// <summary>The value that follows the keyword without a name, or null.</summary>
    public virtual AttributeSpec? Positional => null;

    public virtual IReadOnlyList<AttributeSpec> Attributes => [];

    /// <summary>Whether an activation may stand at the end of the statement, as a layer of its own.</summary>
    public virtual bool TakesActivation => false;

    /// <summary>Whether a block belongs to the statement: <see cref="LayerContext.Block"/>.</summary>
    public virtual bool TakesBlock => false;

    /// <summary>Checks the statement and makes the layer. Everything wrong is reported.</summary>
    public abstract LayerBinding Bind(LayerContext context);
}

/// <param name="Layer">Null where there was an error, or where the input's shape is unknown.</param>
/// <param name="Output">What the next layer gets, where that is known all the same.</param>
internal sealed record LayerBinding(Layer? Layer, Shape? Output)
{
    public static LayerBinding Of(Layer layer) => new(layer, layer.Output);

    public static LayerBinding Failed(Shape? output = null) => new(null, output);
}
