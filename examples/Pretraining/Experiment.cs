using System.Globalization;
using NetDsl;
using Spectre.Console;

namespace PretrainingExample;

/// <summary>Runs the rows one after the other on the same images, and shows the table.</summary>
/// <param name="Data">A folder of IDX files; null: the sample digits.</param>
internal sealed record Experiment(string? Data, Device Device, RunOptions Options)
{
    private const int QuickImages = 5_000;
    private const int Seeds = 5;

    /// <summary>The table: 50,000 images to train on, 10,000 to choose by, 10,000 to test on.</summary>
    /// <returns>The exit status.</returns>
    public int Run(Row[] rows)
    {
        ImageDataSet digits = Load();
        Directory.CreateDirectory(Options.OutputFolder);
        var results = new List<(Row, Result)>();
        foreach (Row row in rows)
        {
            Console.WriteLine($"{row.Title}");
            ITrainingProgress progress = ConsoleProgress.Default
                .And(new CsvMetrics(Place(row, "-epochs.csv")))
                .And(new CurvesProgress(Place(row, "-curves.svg")));
            RunOptions options = Options with
            {
                CheckpointPath = Place(row, ".checkpoint"),
            };
            if (row.Method.Run(digits, Device, options, progress) is not { } result)
            {
                return 130; // Ctrl-C, which has said how to go on
            }

            results.Add((row, result));
        }

        Show(results);
        return 0;
    }

    /// <summary>Few labelled images and five seeds.</summary>
    /// <returns>The exit status.</returns>
    public int RunQuick(Row[] rows)
    {
        DataSet digits = Few(Load());
        Directory.CreateDirectory(Options.OutputFolder);
        var table = new Table().AddColumns("", "train", "valid.", "test", "deviation", "paper", "time");
        foreach (Row row in rows)
        {
            var results = new List<Result>();
            for (ulong seed = Options.Seed!.Value; results.Count < Seeds; seed++)
            {
                // pictures of the first, and its metrics
                ITrainingProgress? progress = results.Count > 0 ? null : new CsvMetrics(Place(row, "-epochs.csv"));
                if (row.Method.Run(digits, Device, Options with { Seed = seed }, progress) is not { } result)
                {
                    return 130;
                }

                Console.WriteLine(Invariant(
                    $"{row.Title}, seed {seed}: test error {result.Errors.Test:F2} %, ") +
                    Invariant($"{result.Elapsed.TotalSeconds:F1} s"));
                results.Add(result);
            }

            table.AddRow(Cells(row, results));
        }

        Console.WriteLine($"errors in per cent, means of {Seeds} seeds; the paper's are of 50,000 images");
        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>The test error by number of hidden layers, on as many images.</summary>
    /// <returns>The exit status.</returns>
    public int DrawDepth()
    {
        Directory.CreateDirectory(Options.OutputFolder);
        return DepthFigure.Draw(Few(Load()), Device, Options);
    }

    /// <summary>The test error by number of labelled images.</summary>
    /// <returns>The exit status.</returns>
    public int DrawLabels()
    {
        Directory.CreateDirectory(Options.OutputFolder);
        return LabelsFigure.Draw(Load(), Device, Options);
    }

    /// <summary>What a deep belief net draws.</summary>
    /// <returns>The exit status.</returns>
    public int DrawSamples()
    {
        Directory.CreateDirectory(Options.OutputFolder);
        return SamplesFigure.Draw(Load(), Device, Options);
    }

    private static DataSet Few(ImageDataSet digits) => new(
        digits.Training.Slice(0, Math.Min(QuickImages, digits.Training.Count)), digits.Validation, digits.Test);

    private static string[] Cells(Row row, List<Result> results)
    {
        double[] test = [.. results.Select(result => result.Errors.Test)];
        return
        [
            row.Title,
            Percent(results.Average(result => result.Errors.Training)),
            Percent(results.Average(result => result.Errors.Validation)),
            Percent(test.Average()),
            Percent(Spread.Deviation(test)),
            Percent(row.Paper.Test),
            Invariant($"{results.Sum(result => result.Elapsed.TotalSeconds):F0} s"),
        ];
    }

    private static void Show(List<(Row, Result)> results)
    {
        var table = new Table().AddColumns(
            "", "train", "valid.", "test", "paper\ntrain", "paper\nvalid.", "paper\ntest", "time");
        foreach ((Row row, (Errors ours, TimeSpan elapsed)) in results)
        {
            Errors paper = row.Paper;
            table.AddRow(
                row.Title, Percent(ours.Training), Percent(ours.Validation), Percent(ours.Test),
                Invariant($"{paper.Training}"), Percent(paper.Validation), Percent(paper.Test), $"{elapsed:h\\:mm\\:ss}");
        }

        Console.WriteLine("errors in per cent");
        AnsiConsole.Write(table);
    }

    private string Place(Row row, string ending) => Path.Combine(Options.OutputFolder, row.Name + ending);

    private ImageDataSet Load() => Data is null
        ? LastHeldOut(SampleDigits.Create(), 1_000)
        : LastHeldOut(Idx.Load(Data), 10_000);

    /// <summary>The last training images to validate on, as in the paper.</summary>
    private static ImageDataSet LastHeldOut(ImageDataSet data, int count)
    {
        int rest = data.Training.Count - count;
        return new ImageDataSet(data.Training.Slice(0, rest), data.Test, data.Training.Slice(rest, count));
    }

    private static string Percent(double error) => Invariant($"{error:F2}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
