namespace NetDsl;

/// <summary>A weight file is missing, damaged, of another network or cannot be written: the message says
/// which.</summary>
public sealed class WeightsException : Exception
{
    /// <summary>With a message for the user.</summary>
    public WeightsException(string message) : base(message)
    {
    }

    /// <summary>With a message for the user and what caused it.</summary>
    public WeightsException(string message, Exception inner) : base(message, inner)
    {
    }
}
