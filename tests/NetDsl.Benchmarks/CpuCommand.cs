using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Libtorch;
using NetDsl.Benchmarks.Machine;
using NetDsl.Benchmarks.Reports;
using NetDsl.Cpu;

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
        var alone = new Option<int?>("--alone")
        {
            Description = "Of --only's contestants the one by this number takes some steps, and its peak memory is written.",
            Hidden = true,
        };
        var command = new Command("cpu", "Trains and predicts: ours, libtorch and ONNX Runtime in turns.")
        {
            only, json, seconds, threads, alone,
        };
        command.SetAction(result => result.GetValue(alone) is { } contestant
            ? RunAlone(result.GetValue(only)!, contestant, result.GetValue(threads))
            : Run(
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
            var result = Run(line, time);
            results.Add(line.IsTraining ? WithMemory(result, threads) : result);
        }

        report.Print(results);
        if (json is not null)
        {
            JsonReport.Write(json, machine, threads, results);
        }

        return results.TrueForAll(result => result.Contestants.Length == 1 + result.Line.Others.Length) ? 0 : 1;
    }

    /// <summary>Writes the peak memory, in megabytes.</summary>
    private static int RunAlone(string name, int index, int threads)
    {
        var line = ContestLine.All.Single(line => line.Name == name);
        if (index > 0)
        {
            LibtorchLoader.Load(threads);
        }

        var workload = line.CreateWorkload(42);
        using var contestant = index == 0 ? line.Ours(workload, new CpuOptions()) : line.Others[index - 1](workload);
        PeakMemory.WriteAfterSteps(line, workload, contestant);
        return 0;
    }

    private static ContestResult WithMemory(ContestResult result, int threads) => result with
    {
        Contestants = [.. result.Contestants.Select((contestant, index) => contestant with
        {
            PeakMegabytes = PeakMemory.OfProcess(
                "cpu", "--only", result.Line.Name, "--alone", $"{index}", "--threads", $"{threads}"),
        })],
    };

    private static ContestResult Run(ContestLine line, TimeSpan time)
    {
        var workload = line.CreateWorkload(42);
        var contestants = (IContestant[])
            [line.Ours(workload, new CpuOptions()), .. line.Others.Select(create => create(workload))];
        try
        {
            var ours = contestants[0];
            return Contest.Run(
                line, workload, [.. contestants.Where(other => other == ours || Agrees(line, ours, other))], time);
        }
        finally
        {
            Array.ForEach(contestants, contestant => contestant.Dispose());
        }
    }

    /// <summary>Says so where it does not: its speed cannot be compared.</summary>
    private static bool Agrees(ContestLine line, IContestant ours, IContestant other)
    {
        try
        {
            Agreement.Require(line, (ITrainer)ours, other);
            return true;
        }
        catch (InvalidOperationException difference)
        {
            Console.Error.WriteLine(difference.Message);
            return false;
        }
    }
}
