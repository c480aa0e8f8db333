namespace NetDsl;

/// <summary>A dense layer's sizes, known when the program is compiled: weights [Outputs, Inputs].</summary>
public interface IDenseShape
{
    /// <summary>Values of one example that the layer reads.</summary>
    static abstract int Inputs { get; }

    /// <summary>Units.</summary>
    static abstract int Outputs { get; }
}
