namespace NetDsl;

/// <summary>Values came in another number or shape than a network or a tensor has: the message names both.</summary>
public sealed class ShapeException(string message) : Exception(message)
{
    internal static ShapeException Count(string what, string expected, long expectedCount, long found) =>
        new($"{what} takes {expected}, {expectedCount:N0} values, but got {found:N0}");
}
