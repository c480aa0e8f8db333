using System.Diagnostics;
using System.Globalization;

namespace NetDsl.Benchmarks.Machine;

/// <summary>The most memory that this process has held.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>In megabytes, as the system counts it.</summary>
    public static double Read()
    {
        // of Linux .NET reads what a process holds now
        var line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) : null;
        return line is null
            ? Process.GetCurrentProcess().PeakWorkingSet64 / 1e6
            : long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
