using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Generator;
using NetDsl.Benchmarks.Machine;
using Spectre.Console;

namespace NetDsl.Benchmarks;

/// <summary><c>generator</c>: the source generator's time for a network of twenty layers.</summary>
internal static class GeneratorCommand
{
    private const double ColdTarget = 200;
    private const double EditTarget = 20;
    private const double LargestTarget = 1000;
    private const int LargestCharacters = 1_000_000;

    private static readonly string Largest = Path.Combine(AppContext.BaseDirectory, "residual152.net");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var starts = new Option<int>("--starts")
        {
            Description = "How many compilers to start of each kind.",
            DefaultValueFactory = _ => 7,
        };
        var file = new Option<string?>("--file") { Description = "One .net file alone; its four figures are written." };
        var command = new Command("generator", "Times the source generator on a network of twenty layers and on the examples.")
        {
            starts, file,
        };
        command.SetAction(arguments => arguments.GetValue(file) is { } path
            ? RunFile(path)
            : Math.Max(Run(Math.Max(1, arguments.GetValue(starts))), RunExamples()));
        return command;
    }

    private static int RunFile(string path)
    {
        var (cold, edit, cpu, gpu) = FileBenchmark.Run(ShippedCompiler.Read(), path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cold:F1} {edit:F1} {cpu} {gpu}"));
        return 0;
    }

    /// <summary>Every example's file with a network, and the largest network, each in a process of its own.</summary>
    private static int RunExamples()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("file");
        foreach (var heading in (string[])["cold, ms", "an edit, ms", "characters, CPU alone", "of the GPU's files"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        var isWithin = true;
        var examples = Path.Combine(AppContext.BaseDirectory, "Examples");
        string[] files = [.. Directory.GetFiles(examples, "*.net", SearchOption.AllDirectories).Where(HasNetwork).Order(), Largest];
        foreach (var file in files)
        {
            var figures = OwnProcess.Run("generator", "--file", file).Split(' ');
            table.AddRow([Path.GetFileName(file), .. figures.Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)
                .ToString("N0", CultureInfo.InvariantCulture))]);
            isWithin &= file != Largest || (double.Parse(figures[0], CultureInfo.InvariantCulture) < LargestTarget
                && int.Parse(figures[2], CultureInfo.InvariantCulture) < LargestCharacters);
        }

        AnsiConsole.Write(table);
        Print($"target of {Path.GetFileName(Largest)}: under {LargestTarget:N0} ms and {LargestCharacters:N0} characters for the CPU alone");
        return isWithin ? 0 : 1;
    }

    private static bool HasNetwork(string file) =>
        File.ReadLines(file).Any(line => line.StartsWith("network ", StringComparison.Ordinal));

    private static int Run(int starts)
    {
        var compiler = ShippedCompiler.Read();
        var result = GeneratorBenchmark.Run(compiler);
        var edit = Median.Of(result.EditMilliseconds);
        Print($"from {compiler.GeneratorFolder}");
        Print($"cold run {result.Cold.Milliseconds:N1} ms (target: under {ColdTarget:N0})");
        Print($"         of it {result.Cold.CompilingMilliseconds:N1} ms to compile {result.Cold.CompiledMethods:N0} methods");
        Print($"an edit  {edit:N1} ms, median of {result.EditMilliseconds.Length} (target: under {EditTarget:N0})");
        foreach (var file in result.Files)
        {
            Print($"{file.Length,9:N0} characters  {file.Name}");
        }

        var alone = Start("a compiler that starts", starts, () => FreshCompiler.Run(compiler, server: false));
        var server = Start("a compile server that starts", starts, () => FreshCompiler.Run(compiler, server: true));
        return Math.Max(result.Cold.Milliseconds, Math.Max(alone, server)) < ColdTarget && edit < EditTarget ? 0 : 1;
    }

    /// <summary>The median of some starts, in milliseconds.</summary>
    private static double Start(string name, int starts, Func<double> run)
    {
        var times = Enumerable.Range(0, starts).Select(_ => run()).ToArray();
        var median = Median.Of(times);
        Print($"{name}: {median:N0} ms, median of {times.Length}; {times.Min():N0} to {times.Max():N0} (target: under {ColdTarget:N0})");
        return median;
    }

    private static void Print(FormattableString line) =>
        AnsiConsole.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
