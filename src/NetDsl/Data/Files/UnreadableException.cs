namespace NetDsl;

/// <summary>A file cannot be used; the others can. The message is the reason: <c>is cut off</c>.</summary>
internal sealed class UnreadableException : Exception
{
    internal UnreadableException(string reason) : base(reason)
    {
    }

    internal UnreadableException(string reason, Exception inner) : base(reason, inner)
    {
    }
}
