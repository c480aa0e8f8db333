using System.CommandLine;
using System.Globalization;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Native;
using Spectre.Console;

namespace NetDsl.Benchmarks;

/// <summary><c>native</c>: programs that read one digit, published: their size and start, beside others'.</summary>
internal static class NativeCommand
{
    /// <summary>Threads of each program.</summary>
    public const int Threads = 2;

    private const double Tolerance = 1e-5;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "Starts of each program.", DefaultValueFactory = _ => 21 };
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            Description = "Where the programs stay; those that are there already are not published again.",
        };
        var command = new Command("native", "Publishes programs that read one digit: size, start, first prediction.")
        {
            runs, folder,
        };
        command.SetAction(result => Run(result.GetValue(runs), result.GetValue(folder)));
        return command;
    }

    private static int Run(int runs, DirectoryInfo? kept)
    {
        kept?.Create();
        var folder = (kept ?? Directory.CreateTempSubdirectory("netdsl-native-")).FullName;
        try
        {
            var files = new LeNet5Files(folder);
            files.Write(seed: 42);
            foreach (var program in NativeProgram.All.Where(program => !program.IsPublished(folder)))
            {
                AnsiConsole.WriteLine($"publishing {program.Title} …");
                program.Publish(folder);
            }

            return Measure(folder, files, runs);
        }
        catch (InvalidOperationException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    // In turns, so that what else the machine does meets all alike. The first run of each brings its files into memory,
    // checks its answer and, once it is warm, the time of a prediction.
    private static int Measure(string folder, LeNet5Files files, int runs)
    {
        var warm = Array.ConvertAll(NativeProgram.All, program => program.Run(folder, files, seconds: 2));
        for (var i = 0; i < warm.Length; i++)
        {
            var difference = warm[i].Probabilities.Zip(warm[0].Probabilities, (a, b) => Math.Abs(a - b)).Max();
            if (!(difference <= Tolerance))
            {
                Console.Error.WriteLine($"{NativeProgram.All[i].Title} answers otherwise: by {difference:G2}");
                return 1;
            }
        }

        var starts = NativeProgram.All.Select(_ => new List<NativeRun>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            for (var i = 0; i < starts.Length; i++)
            {
                starts[i].Add(NativeProgram.All[i].Run(folder, files, seconds: 0));
            }
        }

        Print(folder, warm, starts);
        return 0;
    }

    private static void Print(string folder, NativeRun[] warm, List<NativeRun>[] starts)
    {
        var table = new Table().Border(TableBorder.Markdown).AddColumn("program");
        foreach (var heading in (string[])["MB", "start to answer, ms", "first prediction, ms", "later ones, ms"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        for (var i = 0; i < warm.Length; i++)
        {
            table.AddRow(
                NativeProgram.All[i].Title,
                Text(NativeProgram.All[i].Size(folder) / 1e6, "N1"),
                Text(Median.Of([.. starts[i].Select(run => run.ToAnswer)]), "N1"),
                Text(Median.Of([.. starts[i].Select(run => run.First)]), "N2"),
                Text(warm[i].Later, "N4"));
        }

        AnsiConsole.Write(table);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
