namespace NetDsl;

/// <summary>What one layer of a network learns, as generated classes expose it: <c>model.C1</c>.</summary>
public interface ILayerParameters
{
    /// <summary>The layer's tensors: weights first.</summary>
    IReadOnlyList<ParameterTensor> Tensors { get; }
}
