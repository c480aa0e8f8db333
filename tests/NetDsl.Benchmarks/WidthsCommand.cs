using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Kernels;
using NetDsl.Benchmarks.Machine;
using NetDsl.Cpu;
using Spectre.Console;
using Processor = NetDsl.Cpu.Machine;

namespace NetDsl.Benchmarks;

/// <summary><c>widths</c>: a matrix product with vectors of each width, beside what the machine can do with them.</summary>
internal static class WidthsCommand
{
    private const int Size = 1024;
    private const double Target = 0.85;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Threads.", DefaultValueFactory = _ => 1 };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Products at each width, of which the fastest counts.",
            DefaultValueFactory = _ => 40,
        };
        var command = new Command("widths", $"A matrix product of {Size} with vectors of each width, beside its FMA peak.")
        {
            threads, rounds,
        };
        command.SetAction(result => Run(result.GetValue(threads), result.GetValue(rounds)));
        return command;
    }

    private static int Run(int threads, int rounds)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var heading in (string[])["bits", "FMA peak, GFLOP/s", "product, GFLOP/s", "of peak"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        var least = 1.0;
        foreach (var width in SimdWidths.Supported.Where(width => width > SimdWidth.Scalar))
        {
            var bits = 32 * (int)width;
            var peak = FmaPeak.Measure(threads, bits).GigaFlops;
            var product = GigaFlops(threads, width, rounds);
            table.AddRow(Number(bits), Number(peak), Number(product), $"{Number(100 * product / peak)} %");
            least = Math.Min(least, product / peak);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"target: {100 * Target:N0} % of the peak at each width");
        return least >= Target ? 0 : 1;
    }

    private static unsafe double GigaFlops(int threads, SimdWidth width, int rounds)
    {
        using var machine = new Processor(new CpuOptions(threads, width));
        var (a, b, c) = (View(), View(), View());
        var seconds = Rounds.Best(
            rounds, () => MatrixProduct.Run<Identity>(machine, Size, Size, Size, a, b, c, bias: null))[0];
        return 2.0 * Size * Size * Size / seconds / 1e9;
    }

    private static unsafe MatrixView View() =>
        new(KernelMemory.Allocate((long)Size * Size, Size).Pointer, Size, 1);

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
