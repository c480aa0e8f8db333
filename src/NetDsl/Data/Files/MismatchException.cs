namespace NetDsl;

/// <summary>A file is whole, but of another size or form than the caller stated: an error for the whole set, for the
/// others may be as well. The message goes on behind the file's name: <c>is 3×40×32, not 3×32×32; …</c>.</summary>
internal sealed class MismatchException(string message) : Exception(message);
