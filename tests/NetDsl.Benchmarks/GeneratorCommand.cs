using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Generator;
using NetDsl.Generator;
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
        var command = new Command("generator", "Times the source generator on a network of twenty layers.");
        command.SetAction(_ => Run());
        return command;
    }

    private static int Run()
    {
        var result = GeneratorBenchmark.Run(() => new NetDslGenerator());
        var edit = Median.Of(result.EditMilliseconds);
        Print($"cold run {result.Cold.Milliseconds:N1} ms (target: under {ColdTarget:N0})");
        Print($"         of it {result.Cold.CompilingMilliseconds:N1} ms to compile {result.Cold.CompiledMethods:N0} methods");
        Print($"an edit  {edit:N1} ms, median of {result.EditMilliseconds.Length} (target: under {EditTarget:N0})");
        foreach (var file in result.Files)
        {
            Print($"{file.Length,9:N0} characters  {file.Name}");
        }

        return result.Cold.Milliseconds < ColdTarget && edit < EditTarget ? 0 : 1;
    }

    private static void Print(FormattableString line) =>
        AnsiConsole.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
