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

    [Fact]
    public void Link_stays_and_what_it_leads_to_is_written()
    {
        using var folder = new TemporaryFolder();
        string target = folder.File("run7", [1]);
        string link = folder.File("latest");
        File.CreateSymbolicLink(link, target);

        AtomicFile.Write(link, stream => stream.WriteByte(2));

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Equal([2], File.ReadAllBytes(target));
    }

    [Fact]
    public void Pipe_is_not_replaced()
    {
        if (OperatingSystem.IsWindows())
        {
            return;  // has none in folders
        }

        using var folder = new TemporaryFolder();
        string pipe = folder.File("pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", pipe))
        {
            made.WaitForExit();
        }

        var exception = Assert.Throws<WeightsException>(() => AtomicFile.Write(pipe, stream => stream.WriteByte(1)));

        Assert.Contains("is a pipe, a socket or a device", exception.Message);
    }

    [Fact]
    public void Empty_file_is_replaced()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("empty", []);

        AtomicFile.Write(file, stream => stream.WriteByte(1));

        Assert.Equal([1], File.ReadAllBytes(file));
    }
}
