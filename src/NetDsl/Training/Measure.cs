namespace NetDsl;

/// <summary>Something that a stage measures each epoch beside loss and error.</summary>
/// <param name="Name">As it is shown, and the column in files of metrics: <c>reconstruction error</c>.</param>
/// <param name="Value">May be infinite or not a number.</param>
public readonly record struct Measure(string Name, double Value);
