namespace NetDsl.Compiler;

/// <summary>Called at each statement that is read or bound, at each file that another needs and before each pass. It throws
/// <see cref="OperationCanceledException"/> to end the work there.</summary>
public delegate void Checkpoint();
