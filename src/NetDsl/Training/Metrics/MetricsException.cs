namespace NetDsl;

/// <summary>A file of metrics cannot be written: the message says why and what to do.</summary>
public sealed class MetricsException(string message, Exception? inner = null) : Exception(message, inner);
