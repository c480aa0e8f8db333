namespace NetDsl.Compiler.Binding;

/// <summary>A value on its way through the network: what a layer reads.</summary>
/// <param name="Shape">Null where an error before leaves it unknown.</param>
/// <param name="Source">Whose value it is, as messages say it: `f5`.</param>
/// <param name="Layer">That layer's index in the network; −1 for the input.</param>
internal sealed record Flow(Shape? Shape, string Source, int Layer)
{
    public const int Input = -1;

    /// <summary>Of a layer that could not be bound.</summary>
    public static Flow Unknown(string source) => new(null, source, Input);
}
