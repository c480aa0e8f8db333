using System.Diagnostics;

namespace NetDsl.Benchmarks.Machine;

/// <summary>This program once more, in a process of its own: for what the first one's state would change.</summary>
internal static class OwnProcess
{
    /// <summary>Runs it.</summary>
    /// <returns>What it writes.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        }

        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? answer.Trim() : throw new InvalidOperationException(
            $"{string.Join(' ', arguments)} ended with {process.ExitCode}: {answer}");
    }
}
