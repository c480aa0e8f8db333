using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Generator;
using Spectre.Console;

namespace NetDsl.Benchmarks;

/// <summary><c>generator</c>: the source generator's time for a network of twenty layers.</summary>
internal static class GeneratorCommand
{
    private const double ColdTarget = 200;
    private const double EditTarget = 20;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var starts = new Option<int>("--starts")
        {
            Description = "How many compilers to start of each kind.",
            DefaultValueFactory = _ => 7,
        };
        var command = new Command("generator", "Times the source generator on a network of twenty layers.") { starts };
        command.SetAction(arguments => Run(Math.Max(1, arguments.GetValue(starts))));
        return command;
    }

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
