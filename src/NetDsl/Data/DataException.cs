namespace NetDsl;

/// <summary>Examples are missing, damaged or do not fit the network: the message says which, and what to do.</summary>
public sealed class DataException : Exception
{
    /// <summary>With a message for the user.</summary>
    public DataException(string message) : base(message)
    {
    }

    /// <summary>With a message for the user and what caused it.</summary>
    public DataException(string message, Exception inner) : base(message, inner)
    {
    }
}
