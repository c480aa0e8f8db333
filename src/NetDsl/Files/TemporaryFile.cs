using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace NetDsl;

/// <summary>A file's stand-in while it is written: beside it, named <c>.{file}.{process id}.{GUID}.tmp</c>. Deleted
/// when this is disposed, if it is still there.</summary>
internal sealed class TemporaryFile : IDisposable
{
    // of this process: its id may have been that of another, which was killed (in a container, all have the same)
    private static readonly ConcurrentDictionary<string, bool> InUse = new();

    private readonly string folder;
    private readonly string start;

    /// <param name="target">The full path of the file that is to be written.</param>
    internal TemporaryFile(string target)
    {
        folder = Path.GetDirectoryName(target)!;
        start = $".{Path.GetFileName(target)}.";
        FullPath = Path.Combine(folder, string.Create(
            CultureInfo.InvariantCulture, $"{start}{Environment.ProcessId}.{Guid.NewGuid():N}.tmp"));
    }

    internal string FullPath { get; }

    /// <summary>Opens it, locked as long as it is open.</summary>
    internal FileStream Create()
    {
        InUse.TryAdd(FullPath, true);
        return new FileStream(FullPath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    /// <summary>Removes the stand-ins of the same file that no process is writing any more.</summary>
    internal void RemoveOthers()
    {
        foreach (string other in Directory.EnumerateFiles(folder, ".*.tmp"))
        {
            if (IsStandIn(other, out int process) && !IsInUse(other, process))
            {
                Delete(other);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Delete(FullPath);
        InUse.TryRemove(FullPath, out _);
    }

    private bool IsStandIn(string path, out int process)
    {
        process = 0;
        string name = Path.GetFileName(path);
        string[] parts = name.StartsWith(start, StringComparison.Ordinal) ? name[start.Length..].Split('.') : [];
        return parts is [_, _, "tmp"]
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out process)
            && Guid.TryParseExact(parts[1], "N", out _);
    }

    private static bool IsInUse(string path, int process) =>
        (process == Environment.ProcessId ? InUse.ContainsKey(path) : IsAlive(process)) || IsLocked(path);

    private static bool IsAlive(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether a process has it open: also one of another machine or container, whose id says nothing
    /// here.</summary>
    private static bool IsLocked(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // what is being written, or reported, matters more than a file left over
        }
    }
}
