using System.CommandLine;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Libtorch;
using NetDsl.Benchmarks.Machine;
using NetDsl.Benchmarks.Reports;

namespace NetDsl.Benchmarks;

/// <summary><c>cpu</c>: training and prediction, ours and libtorch in turns.</summary>
internal static class CpuCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "The one line to measure." };
        only.AcceptOnlyFromAmong([.. ContestLine.All.Select(line => line.Name)]);
        var json = new Option<string?>("--json") { Description = "A file to write the figures to as well." };
        var seconds = new Option<double>("--seconds")
        {
            Description = "Time for each line, warm-up aside.",
            DefaultValueFactory = _ => 12,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads of each side.",
            DefaultValueFactory = _ => 2,
        };
        var command = new Command("cpu", "Trains and predicts, ours and libtorch in turns.")
        {
            only, json, seconds, threads,
        };
        command.SetAction(result => Run(
            result.GetValue(only),
            result.GetValue(json),
            TimeSpan.FromSeconds(result.GetValue(seconds)),
            result.GetValue(threads)));
        return command;
    }

    private static int Run(string? only, string? json, TimeSpan time, int threads)
    {
        if (ProcessorLimit.RunAgainWith(threads) is { } exitCode)
        {
            return exitCode;
        }

        try
        {
            LibtorchLoader.Load(threads);
        }
        catch (PlatformNotSupportedException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }

        var machine = MachineDescription.Measure(threads);
        var report = new ConsoleReport(machine, threads);
        var results = new List<ContestResult>();
        foreach (var line in ContestLine.All.Where(line => only is null || line.Name == only))
        {
            report.Announce(line);
            results.Add(Run(line, time));
        }

        report.Print(results);
        if (json is not null)
        {
            JsonReport.Write(json, machine, threads, results);
        }

        return 0;
    }

    private static ContestResult Run(ContestLine line, TimeSpan time)
    {
        var workload = new Workload(seed: 42);
        var contestants = line.Network.Contestants.Select(create => create(workload)).ToArray();
        try
        {
            Agreement.Require(contestants);
            return Contest.Run(line, contestants, time);
        }
        finally
        {
            Array.ForEach(contestants, contestant => contestant.Dispose());
        }
    }
}
