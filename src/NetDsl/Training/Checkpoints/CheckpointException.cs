namespace NetDsl;

/// <summary>A checkpoint is missing, damaged, of another run or cannot be written: the message says which.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>With a message for the user.</summary>
    public CheckpointException(string message) : base(message)
    {
    }

    /// <summary>With a message for the user and what caused it.</summary>
    public CheckpointException(string message, Exception inner) : base(message, inner)
    {
    }
}
