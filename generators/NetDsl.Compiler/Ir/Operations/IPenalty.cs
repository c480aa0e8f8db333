namespace NetDsl.Compiler.Ir.Operations;

/// <summary>An operation of training that reads values and writes none: it adds to the losses, and on the way back to
/// the gradient of what it read.</summary>
public interface IPenalty;
