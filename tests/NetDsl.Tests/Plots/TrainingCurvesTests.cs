using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace NetDsl.Tests;

/// <summary>A run's curves as SVG.</summary>
public sealed class TrainingCurvesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_is_drawn_with_its_stages_axes_and_legend()
    {
        using var model = FruitClassifier.Create(1);
        TrainingReport report = model.Run(TwoStages(), Samples.FruitData());
        TrainingCurves.Save(report, folder.File("new/run.svg"));

        string[] texts = Texts(folder.File("new/run.svg"));
        Assert.Superset(
            new HashSet<string>
            {
                "FruitClassifier, schedule Standard", "epoch",
                "loss (mean of the examples)", "error (% of the examples)",
                "training examples", "validation examples", "finetune", "second", "kept",
            },
            texts.ToHashSet());
        Assert.Equal(2, texts.Count(text => text.EndsWith(" examples", StringComparison.Ordinal)));
        Assert.Equal([folder.File("new/run.svg")], Directory.GetFileSystemEntries(folder.File("new")));
    }

    [Fact]
    public void One_stage_is_drawn_by_itself()
    {
        TrainingCurves.Save(new StageReport("finetune", [Epoch(1), Epoch(2)], null), folder.File("stage.svg"));
        Assert.Contains("finetune", Texts(folder.File("stage.svg")));
    }

    [Fact]
    public void Each_measure_has_a_panel_and_an_error_only_where_examples_are_counted()
    {
        var stage = new StageReport(
            "pretrain",
            [
                Epoch(1) with { Classifies = false, Measures = [new("gap", 1), new("likelihood", double.NaN)] },
                Epoch(2) with { Classifies = false, Measures = [new("gap", double.PositiveInfinity)] },
            ],
            null);
        Assert.Equal(
            ["loss (mean of the examples)", "gap", "likelihood"], Panels.Of([stage]).Select(panel => panel.Title));
        TrainingCurves.Save(stage, folder.File("stage.svg"));
        Assert.DoesNotContain("NaN", File.ReadAllText(folder.File("stage.svg")));
        Assert.DoesNotContain("∞", File.ReadAllText(folder.File("stage.svg")));
    }

    [Fact]
    public void Lines_do_not_lead_from_one_stage_to_the_next()
    {
        var stages = new StageReport[] { new("a", [Epoch(1), Epoch(2)], null), new("b", [Epoch(1)], null) };
        Curve training = Panels.Of(stages)[0].Lines[0];
        Assert.Equal([1, 2, 2.5, 3, 3.5], training.Points.Select(point => point.Epoch));
        Assert.Equal([false, false, true, false, true], training.Points.Select(point => double.IsNaN(point.Value)));
    }

    [Fact]
    public void A_run_without_an_epoch_is_drawn_empty()
    {
        TrainingCurves.Save(new StageReport("finetune", [], null), folder.File("stage.svg"));
        Assert.Contains("epoch", Texts(folder.File("stage.svg")));
    }

    [Fact]
    public void Numbers_are_drawn_alike_in_every_culture()
    {
        string path = folder.File("stage.svg");
        var stage = new StageReport("finetune", [Epoch(1), Epoch(2)], 1);
        TrainingCurves.Save(stage, path);
        string expected = File.ReadAllText(path);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            TrainingCurves.Save(stage, path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Curves_are_drawn_while_a_run_trains_and_at_its_end()
    {
        using var model = FruitClassifier.Create(1);
        var progress = new CurvesProgress(folder.File("run.svg"));
        Assert.False(File.Exists(progress.FullPath));
        string? first = null;
        model.Fake.Stepped = step => first = step == 12 ? File.ReadAllText(progress.FullPath) : first;
        TrainingReport report = model.Run(TwoStages(), Samples.FruitData(), progress);

        Assert.StartsWith("<?xml", first);
        TrainingCurves.Save(report, folder.File("report.svg"));
        Assert.Equal(File.ReadAllText(folder.File("report.svg")), File.ReadAllText(progress.FullPath));
        Assert.Null(progress.Failure);
    }

    [Fact]
    public void A_place_where_no_file_can_be_is_an_error_before_the_run()
    {
        string file = folder.File("file", [1]);
        Assert.Throws<MetricsException>(() => new CurvesProgress(Path.Combine(file, "run.svg")));
        var stage = new StageReport("finetune", [Epoch(1)], null);
        Assert.Throws<MetricsException>(() => TrainingCurves.Save(stage, Path.Combine(file, "run.svg")));
    }

    private static EpochReport Epoch(int number) =>
        new(number, 3, 1.5 / number, 0.25 / number, 0.5, 0.125, TimeSpan.FromSeconds(1.5), 1234.5);

    private static Schedule<FruitClassifier> TwoStages() => Samples.Schedule() with
    {
        Stages =
        [
            Samples.Stage(epochs: 12, stop: new StopRule(11)),
            Samples.Stage(epochs: 8, rate: new ConstantRate(0.001f, 0)) with { Name = "second" },
        ],
    };

    private static string[] Texts(string path) =>
    [
        .. XDocument.Load(path).Descendants().Where(element => element.Name.LocalName == "text")
            .Select(text => text.Value),
    ];
}
