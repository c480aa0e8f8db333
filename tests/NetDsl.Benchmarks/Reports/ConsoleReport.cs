using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Machine;
using Spectre.Console;

namespace NetDsl.Benchmarks.Reports;

/// <summary>The figures as a table.</summary>
internal sealed class ConsoleReport
{
    private readonly MachineDescription machine;

    /// <summary>Prints what the figures will stand on.</summary>
    public ConsoleReport(MachineDescription machine, int threads)
    {
        this.machine = machine;
        Print($"{machine.Processor}, {machine.Cores} cores, {machine.VectorBits}-bit vectors; {machine.System}");
        Print($"{machine.Runtime}; {LibtorchVersions.Text}; {threads} threads each; {DateTime.UtcNow:yyyy-MM-dd}");
        Print($"FMA peak {machine.FmaPeakGigaFlops:N0} GFLOP/s ({machine.FmaPeakVectorBits}-bit, {threads} threads)");
        Print($"memory {machine.MemoryGigabytesPerSecond:N1} GB/s (triad, {threads} threads)");
        AnsiConsole.WriteLine();
    }

    /// <summary>Says what is being measured.</summary>
    public void Announce(ContestLine line) => AnsiConsole.WriteLine($"measuring {line.Name} …");

    /// <summary>Prints the table.</summary>
    public void Print(IReadOnlyList<ContestResult> results)
    {
        var table = new Table().Border(TableBorder.Horizontal)
            .AddColumns(new TableColumn("line").NoWrap(), new TableColumn("contestant").NoWrap());
        foreach (var heading in (string[])["images/s", "GFLOP/s", "of peak", "ratio", "MB", "hand-over"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var result in results)
        {
            for (var i = 0; i < result.Contestants.Length; i++)
            {
                AddRow(table, result, i);
            }
        }

        AnsiConsole.Write(table);
    }

    private static void Print(FormattableString line) =>
        AnsiConsole.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private void AddRow(Table table, ContestResult result, int index)
    {
        var contestant = result.Contestants[index];
        var gigaFlops = contestant.MedianImagesPerSecond * result.Line.FlopsEachImage / 1e9;
        var ratio = index == 0 ? string.Empty : result.Ratio(index).ToString("N2", CultureInfo.InvariantCulture) + "×";
        table.AddRow(
            index == 0 ? result.Line.Name : string.Empty,
            contestant.Name,
            contestant.MedianImagesPerSecond.ToString("N0", CultureInfo.InvariantCulture),
            gigaFlops.ToString("N1", CultureInfo.InvariantCulture),
            (gigaFlops / machine.FmaPeakGigaFlops).ToString("P0", CultureInfo.InvariantCulture),
            ratio,
            contestant.PeakMegabytes?.ToString("N0", CultureInfo.InvariantCulture) ?? string.Empty,
            index == 0 ? result.MedianHandOver.ToString("N0", CultureInfo.InvariantCulture) + " ns" : string.Empty);
    }
}
