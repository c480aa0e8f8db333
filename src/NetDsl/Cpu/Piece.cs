namespace NetDsl.Cpu;

/// <summary>Values of a batch that lie one after the other in each tensor of a kernel: some of one example, or of
/// several where the examples too lie one after the other.</summary>
/// <param name="Index">Of the first value in the batch [examples, size].</param>
/// <param name="Example">The example from whose start <paramref name="Start"/> counts.</param>
internal readonly record struct Piece(long Index, int Example, nint Start, int Count);
