using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NetDsl;

/// <summary>Codes in a file that is deleted with it, also where the process ends early.</summary>
internal sealed class CodesInFile : ICodes
{
    private readonly SafeFileHandle file;
    private readonly string path;
    private readonly long bytesOfCode;

    /// <exception cref="DataException">The disk has no room, or the folder cannot be written to.</exception>
    internal CodesInFile(string folder, long bytes, int size)
    {
        bytesOfCode = (long)size * sizeof(float);
        path = Path.Combine(folder, $"{Guid.NewGuid():N}.codes");
        try
        {
            Directory.CreateDirectory(folder);
            file = File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                FileOptions.DeleteOnClose | FileOptions.RandomAccess, preallocationSize: bytes);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path); // its space stays until it is closed, and goes even where the process is killed
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception, $"{bytes / 1e9:0.0} GB of codes do not fit there");
        }
    }

    public void Write(int index, ReadOnlySpan<float> code)
    {
        try
        {
            RandomAccess.Write(file, MemoryMarshal.AsBytes(code), index * bytesOfCode);
        }
        catch (IOException exception)
        {
            throw Failed(exception, "the codes cannot be written");
        }
    }

    public void Read(int index, Span<float> code)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(code);
        long offset = index * bytesOfCode;
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0)
            {
                throw new DataException($"{path}: the file of codes has become shorter: start the stage again");
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    public void Dispose() => file.Dispose();

    private DataException Failed(Exception exception, string what) => new(
        $"{path}: {what} ({exception.Message}): make room, choose another RunOptions.OutputFolder, " +
        "or allow more of them in memory with RunOptions.CodeMemory", exception);
}
