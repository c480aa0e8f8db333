namespace NetDsl.Conformance.Reference;

/// <summary>Which values a dropout layer keeps.</summary>
/// <param name="layer">The layer's index in the network.</param>
/// <param name="index">The value's index in its tensor [count, size].</param>
internal delegate bool DropoutMask(int layer, int index);
