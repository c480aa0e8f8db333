using System.Diagnostics;
using Xunit;

namespace NetDsl.Tests;

public sealed class AtomicFileTests : IDisposable
{
    // no process has it: the largest that Linux gives is 4,194,304
    private const int NoProcess = 2_000_000_000;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_killed_processes_left_of_the_same_file_is_removed()
    {
        Leave("w", NoProcess);
        Leave("w", Environment.ProcessId); // in a container, each process may have the same id
        AtomicFile.Write(folder.File("w"), stream => stream.WriteByte(1));
        Assert.Equal([folder.File("w")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_is_not_of_the_same_file_or_not_of_this_program_stays()
    {
        string[] others =
        [
            Leave("v", NoProcess), folder.File(".w.tmp", [1]), folder.File(".w.1.2.tmp", [1]),
            folder.File($".w.x.{Guid.NewGuid():N}.tmp", [1]), folder.File("w.tmp", [1]),
        ];
        AtomicFile.Write(folder.File("w"), stream => stream.WriteByte(1));
        Assert.All(others, path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public void What_a_process_that_runs_is_writing_stays()
    {
        using Process parent = Process.GetProcesses().First(process => process.Id != Environment.ProcessId);
        string ofOther = Leave("w", parent.Id);
        string locked = Leave("w", NoProcess);
        using var writer = new FileStream(locked, FileMode.Open, FileAccess.Write, FileShare.None);
        AtomicFile.Write(folder.File("w"), stream => stream.WriteByte(1));
        Assert.True(File.Exists(ofOther));
        Assert.True(File.Exists(locked));
    }

    [Fact]
    public void What_this_process_is_writing_stays()
    {
        AtomicFile.Write(folder.File("w"), stream =>
        {
            stream.WriteByte(1);
            AtomicFile.Write(folder.File("w"), inner => inner.WriteByte(2));
            Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
        });
        Assert.Equal([1], File.ReadAllBytes(folder.File("w")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private string Leave(string name, int process) => folder.File($".{name}.{process}.{Guid.NewGuid():N}.tmp", [1, 2]);
}
