using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Machine;
using NetDsl.Benchmarks.Scaling;
using Spectre.Console;

namespace NetDsl.Benchmarks;

/// <summary><c>scaling</c>: more threads, larger batches, deeper networks.</summary>
internal static class ScalingCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "The one part to measure." };
        only.AcceptOnlyFromAmong("threads", "batch", "depth");
        var seconds = new Option<double>("--seconds")
        {
            Description = "Time for each row, warm-up aside.",
            DefaultValueFactory = _ => 6,
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads that are compared with one.",
            DefaultValueFactory = _ => 2,
        };
        var folder = new Option<string>("--folder")
        {
            Description = "Where the plots are written.",
            DefaultValueFactory = _ => ".",
        };
        var alone = new Option<string?>("--alone")
        {
            Description = "Three steps of this network, whose peak memory is written.",
            Hidden = true,
        };
        var command = new Command("scaling", "More threads, larger batches, deeper networks: time, and memory in training.")
        {
            only, seconds, threads, folder, alone,
        };
        command.SetAction(result =>
        {
            if (result.GetValue(alone) is { } network)
            {
                SizeScaling.RunAlone(network);
                return 0;
            }

            return ProcessorLimit.RunAgainWith(result.GetValue(threads)) ?? Run(
                part => result.GetValue(only) is null || result.GetValue(only) == part,
                TimeSpan.FromSeconds(result.GetValue(seconds)), result.GetValue(threads), result.GetValue(folder)!);
        });
        return command;
    }

    private static int Run(Predicate<string> isWanted, TimeSpan time, int threads, string folder)
    {
        Directory.CreateDirectory(folder);
        if (isWanted("threads"))
        {
            var table = NewTable("line", "images/s, 1 thread", $"{threads} threads", "times", "hand-over, ns");
            foreach (var line in ContestLine.All)
            {
                AnsiConsole.WriteLine($"measuring {line.Name} …");
                var row = ThreadScaling.Measure(line, time);
                table.AddRow(row.Line, Number(row.One, 0), Number(row.Many, 0), Number(row.Ratio, 2), Number(row.HandOver, 0));
            }

            AnsiConsole.Write(table);
        }

        if (isWanted("batch"))
        {
            Show("images of a step", SizeScaling.Batches, time, Path.Combine(folder, "batch"));
        }

        if (isWanted("depth"))
        {
            Show("convolutions", SizeScaling.Depths, time, Path.Combine(folder, "depth"));
        }

        return 0;
    }

    private static void Show(
        string size, IReadOnlyList<SizedNetwork> networks, TimeSpan time, string path)
    {
        var rows = new List<SizeRow>();
        var table = NewTable(size, "ms a step", "ms an image", "GFLOP/s", "MB");
        foreach (var network in networks)
        {
            AnsiConsole.WriteLine($"measuring {network.Name} …");
            var row = SizeScaling.Measure(network, time);
            rows.Add(row);
            table.AddRow(
                Number(row.Size, 0), Number(row.StepTime, 2), Number(row.ImageTime, 2), Number(row.GigaFlops, 0),
                Number(row.Megabytes, 0));
        }

        AnsiConsole.Write(table);
        Plot("ms an image", row => row.ImageTime, "time");
        Plot("MB", row => row.Megabytes, "memory");

        void Plot(string title, Func<SizeRow, double> value, string name) =>
            new LinePlot(
                $"training: {name} by {size}", size, title,
                [new PlotLine(networks[0].Network.Name, [.. rows.Select(row => new PlotPoint(row.Size, value(row)))])])
            {
                IsLogarithmic = true,
            }.Save($"{path}-{name}.svg");
    }

    private static Table NewTable(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.Horizontal).AddColumn(new TableColumn(first).NoWrap());
        foreach (var heading in others)
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        return table;
    }

    private static string Number(double value, int digits) => value.ToString($"N{digits}", CultureInfo.InvariantCulture);
}
