namespace NetDsl;

/// <summary>A file of a data set that could not be used, or a class's folder without any.</summary>
/// <param name="Path">Within the folder or ZIP, parts parted by <c>/</c>: <c>train/cat/0001.jpg</c>.</param>
/// <param name="Reason">What is wrong with it: <c>is cut off</c>.</param>
public sealed record UnreadableFile(string Path, string Reason);
