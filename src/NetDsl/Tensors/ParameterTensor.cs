namespace NetDsl;

/// <summary>One tensor of a network's parameters: a view, read from and written to the device.</summary>
public sealed class ParameterTensor
{
    private readonly Model model;
    private readonly ParameterLayout layout;

    internal ParameterTensor(Model model, ParameterLayout layout) =>
        (this.model, this.layout, Count) = (model, layout, layout.Shape.Count);

    /// <summary>Its name in weight files: <c>c1.weight</c>.</summary>
    public string Name => layout.Name;

    /// <summary>Whether it is learnt, averaged, or a constant of the network's file.</summary>
    public ParameterKind Kind => layout.Kind;

    /// <summary>Outputs first: [filters, channels, height, width] of a convolution, [units, inputs] of a dense layer.</summary>
    public Shape Shape => layout.Shape;

    /// <summary>Values.</summary>
    public int Count { get; }

    /// <summary>The values now, row-major.</summary>
    public float[] ToArray()
    {
        var values = new float[Count];
        CopyTo(values);
        return values;
    }

    /// <summary>Copies the values, row-major.</summary>
    /// <exception cref="ShapeException"><paramref name="destination"/> has less room than <see cref="Count"/>.</exception>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Count)
        {
            throw ShapeException.Count($"the destination of {Name}", Shape.ToString(), Count, destination.Length);
        }

        using var scope = model.Use();
        model.ReadParameters().Slice(layout.Offset, Count).CopyTo(destination);
    }

    /// <summary>Replaces the values, row-major.</summary>
    /// <exception cref="ShapeException"><paramref name="source"/> has not <see cref="Count"/> values.</exception>
    /// <exception cref="InvalidOperationException">It is <see cref="ParameterKind.Fixed"/>.</exception>
    public void CopyFrom(ReadOnlySpan<float> source)
    {
        if (source.Length != Count)
        {
            throw ShapeException.Count(Name, Shape.ToString(), Count, source.Length);
        }

        if (Kind == ParameterKind.Fixed)
        {
            throw new InvalidOperationException($"{Name} is fixed: change its values in the network's file");
        }

        using var scope = model.Use();
        Span<float> all = model.ReadParameters();
        source.CopyTo(all.Slice(layout.Offset, Count));
        model.WriteParameters(all);
    }

    internal bool IsOf(Model other) => ReferenceEquals(model, other);

    /// <summary>As <c>c1.weight 6×1×5×5</c>.</summary>
    public override string ToString() => $"{Name} {Shape}";
}
