using System.Diagnostics;
using System.Globalization;

namespace NetDsl.Benchmarks.Machine;

/// <summary>Keeps .NET to so many processors: NetDsl computes on as many threads as .NET says there are.</summary>
internal static class ProcessorLimit
{
    // .NET reads it once, as the process starts; hexadecimal.
    private const string Variable = "DOTNET_PROCESSOR_COUNT";

    /// <summary>Where .NET sees another number, runs this command line again in a process that sees this one.</summary>
    /// <returns>That process's exit code; null where nothing had to be done.</returns>
    public static int? RunAgainWith(int processors)
    {
        var limit = processors.ToString("X", CultureInfo.InvariantCulture);
        if (Environment.ProcessorCount == processors || Environment.GetEnvironmentVariable(Variable) == limit)
        {
            return null;
        }

        var program = Environment.ProcessPath!;
        var arguments = Environment.GetCommandLineArgs();
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(program, isHost ? arguments : arguments[1..]);
        start.Environment[Variable] = limit;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
