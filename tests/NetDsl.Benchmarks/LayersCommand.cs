using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Layers;
using NetDsl.Benchmarks.Machine;
using NetDsl.Compiler;
using NetDsl.Compiler.Ir;
using Spectre.Console;

namespace NetDsl.Benchmarks;

using BoundNetwork = NetDsl.Compiler.Binding.Network;

/// <summary><c>layers</c>: the time of each of a network's kernels beside the least that the machine allows.</summary>
internal static class LayersCommand
{
    private const int Worst = 5;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Network[] known = [Network.Mlp, .. Network.Convolutional];
        var network = new Argument<string>("network")
        {
            Description = $"{string.Join(", ", known.Select(one => one.Name))}, or a .net file, whose last network is timed.",
        };
        var batch = new Option<int?>("--batch") { Description = "Images of a step; else what `cpu` trains with, or 16." };
        var steps = new Option<int>("--steps") { Description = "Steps that are timed.", DefaultValueFactory = _ => 9 };
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => 2 };
        var predict = new Option<bool>("--predict") { Description = "Prediction's kernels, not training's." };
        var command = new Command("layers", "Times each kernel of a network against its bound, and names the worst.")
        {
            network, batch, steps, threads, predict,
        };
        command.SetAction(arguments =>
        {
            var name = arguments.GetRequiredValue(network);
            var found = known.FirstOrDefault(one => one.Name == name);
            if (found is null && !File.Exists(name))
            {
                Console.Error.WriteLine($"There is no network and no file {name}.");
                return 1;
            }

            return ProcessorLimit.RunAgainWith(arguments.GetValue(threads)) ?? Run(
                found?.Bound ?? Compilation.Compile(File.ReadAllText(name)).Networks[^1],
                arguments.GetValue(batch) ?? found?.BatchSize ?? 16,
                Math.Max(1, arguments.GetValue(steps)),
                arguments.GetValue(threads),
                arguments.GetValue(predict));
        });
        return command;
    }

    private static int Run(BoundNetwork network, int batch, int steps, int threads, bool isPrediction)
    {
        var machine = MachineDescription.Measure(threads);
        var timed = new TimedNetwork(network);
        var taken = StepTimes.Measure(timed, batch, steps, isPrediction);
        var kinds = taken.GroupBy(step => step.IsApart).OrderBy(kind => kind.Key).Select(kind => kind.ToArray()).ToArray();
        var (times, rest, whole, _) = StepTimes.Median(kinds[0]);
        var apart = kinds.Length > 1 ? StepTimes.Median(kinds[1]) : null;
        var training = timed.Plan.Training.Forward.Count + timed.Plan.Training.Backward.Count;
        var (first, count) = isPrediction ? (training, timed.Kernels.Count - training) : (0, training);
        var rows = Enumerable.Range(first, count).Select(index => (
            Kernel: timed.Kernels[index],
            Seconds: times[index],
            Apart: apart?.Kernels[index],
            Bound: KernelBound.Of(timed.Kernels[index], timed.Plan, batch, machine))).ToArray();

        Print($"{network.Name}, {batch} images, {threads} threads; medians of {steps} steps");
        var states = apart is not null ? $"in {taken.Count(step => step.IsApart)} of them they did not: those are the last column's"
            : taken[0].IsApart ? "in none of them" : "in all of them";
        Print($"whether the threads shared a cache: {states}");
        Print($"FMA peak {machine.FmaPeakGigaFlops:N0} GFLOP/s, memory {machine.MemoryGigabytesPerSecond:N1} GB/s");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("kernel");
        foreach (var heading in (string[])["ms", "GFLOP/s", "least ms", "bound by", "of bound", "apart ms"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var (kernel, seconds, secondsApart, bound) in rows)
        {
            table.AddRow(
                Markup.Escape(Name(kernel)), Number(1e3 * seconds, "N3"),
                bound.Flops > 0 ? Number(bound.Flops / seconds / 1e9, "N0") : "", Number(1e3 * bound.Seconds, "N3"),
                bound.IsOfArithmetic ? "arithmetic" : "memory", Number(bound.Seconds / seconds, "P0"),
                Milliseconds(secondsApart));
        }

        if (!isPrediction)
        {
            table.AddRow("losses, update", Number(1e3 * rest, "N3"), "", "", "", "", Milliseconds(apart?.Rest));
        }

        table.AddRow(
            "all", Number(1e3 * whole, "N3"), Number(rows.Sum(row => row.Bound.Flops) / whole / 1e9, "N0"),
            Number(1e3 * rows.Sum(row => row.Bound.Seconds), "N3"), "", Number(rows.Sum(row => row.Bound.Seconds) / whole, "P0"),
            Milliseconds(apart?.Whole));
        AnsiConsole.Write(table);

        Print($"most time above the bound:");
        foreach (var (kernel, seconds, _, bound) in rows.OrderByDescending(row => row.Seconds - row.Bound.Seconds).Take(Worst))
        {
            Print($"  {1e3 * (seconds - bound.Seconds),9:N3} ms  {(seconds - bound.Seconds) / whole,4:P0} of the step  {Name(kernel)}");
        }

        return 0;
    }

    private static string Name(KernelPlan kernel) =>
        string.Join(" → ", kernel.Covers) + (kernel.Method == "Backward" ? ", back" : "");

    private static string Milliseconds(double? seconds) => seconds is { } value ? Number(1e3 * value, "N3") : "";

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) =>
        AnsiConsole.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
