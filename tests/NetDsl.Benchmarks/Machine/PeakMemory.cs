using System.Diagnostics;
using System.Globalization;
using NetDsl.Benchmarks.Contests;

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

    /// <summary>Runs three steps and writes it, for the process that started this one.</summary>
    public static void WriteAfterSteps(ContestLine line, Workload workload, IContestant contestant)
    {
        for (var step = 0; step < 3; step++)
        {
            line.Step(workload, contestant, step);
        }

        Console.WriteLine(Read().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What another process wrote, run with these arguments.</summary>
    public static double OfProcess(params string[] arguments) =>
        double.Parse(OwnProcess.Run(arguments), CultureInfo.InvariantCulture);
}
