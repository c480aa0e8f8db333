namespace VerifyTests;

/// <summary>A text is not the approved one.</summary>
public sealed class VerifyException(string message) : Exception(message);
