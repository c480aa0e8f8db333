namespace NetDsl;

/// <summary>A schedule cannot run with this data: the message says what is missing.</summary>
public sealed class ScheduleException(string message) : Exception(message);
