namespace NetDsl;

/// <summary>A device that was asked for cannot be used; the message says why and what to do.</summary>
public sealed class DeviceException : Exception
{
    /// <summary>An exception with this message.</summary>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with this message and what caused it.</summary>
    public DeviceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
