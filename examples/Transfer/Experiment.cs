using System.Globalization;
using NetDsl;
using Spectre.Console;

namespace TransferExample;

/// <summary>Trains the first network, then the second in several ways on more and more images.</summary>
/// <param name="Options">With a seed.</param>
internal sealed record Experiment(Device Device, RunOptions Options)
{
    private static readonly int[] ImagesOfClass = [20, 100, 500, 2_000];

    private static readonly (string Name, Schedule<Others> Schedule)[] Ways =
    [
        ("from scratch", Others.Schedules.Scratch),
        ("new head", Others.Schedules.Head),
        ("new head, gradually unfrozen", Others.Schedules.Gradual),
    ];

    /// <returns>The exit status.</returns>
    public int Run(string path)
    {
        Directory.CreateDirectory(Options.OutputFolder);
        FolderDataSet<LabelledImages> images = ImageFolder.Load(path, 3, 32, 32);
        if (images.Test is not { } test)
        {
            throw new DataException($"{path} has no folder test: put images into test/CLASS");
        }

        if (!TrainKnown(images.Training, test))
        {
            return 130;
        }

        var table = new Table().AddColumns("images of a class", "", "test error", "an epoch", "in all");
        LabelledImages others = images.Training.OfClasses(ClassesOf<Others.Object>());
        LabelledImages otherTest = test.OfClasses(others.LabelNames);
        foreach (int count in ImagesOfClass)
        {
            var data = new DataSet(others.FirstOfEach(count), null, otherTest);
            foreach (var (name, schedule) in Ways)
            {
                if (TrainOthers(count, name, schedule, data) is not { } report)
                {
                    return 130;
                }

                table.AddRow(Row(count, name, report));
            }
        }

        AnsiConsole.Write(table);
        return 0;
    }

    private bool TrainKnown(LabelledImages training, LabelledImages test)
    {
        string[] classes = ClassesOf<Known.Object>();
        using var known = Known.Create(Options.Seed!.Value, Device);
        var data = new DataSet(training.OfClasses(classes), null, test.OfClasses(classes));
        TrainingReport report = known.Run(Known.Schedules.Standard, data, ConsoleProgress.Default, Options);
        if (!report.Interrupted)
        {
            known.Save(Path.Combine(Options.OutputFolder, "known.safetensors"));
        }

        return !report.Interrupted;
    }

    private TrainingReport? TrainOthers(int count, string name, Schedule<Others> schedule, DataSet data)
    {
        Console.WriteLine();
        Console.WriteLine($"{count} images of a class, {name}");
        using var model = Others.Create(Options.Seed!.Value, Device);
        TrainingReport report = model.Run(schedule, data, ConsoleProgress.Default, Options);
        return report.Interrupted ? null : report;
    }

    private static string[] ClassesOf<TLabel>()
        where TLabel : struct, Enum => [.. Enum.GetNames<TLabel>().Select(name => name.ToLowerInvariant())];

    private static string[] Row(int count, string name, TrainingReport report)
    {
        double epoch = report.Stages[0].Epochs.Average(one => one.Elapsed.TotalSeconds);
        return
        [
            Invariant($"{count:N0}"), name, Invariant($"{report.Test.Error * 100:F2} %"),
            Invariant($"{epoch * 1000:F0} ms"), Invariant($"{report.Elapsed.TotalSeconds:F1} s"),
        ];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
