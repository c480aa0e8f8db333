using Xunit;

namespace NetDsl.Tests;

/// <summary>Whatever decides a run's numbers is told apart.</summary>
public sealed class RunFingerprintTests
{
    private static readonly ModelLayout Layout = FruitClassifier.Layout;

    [Fact]
    public void Each_change_of_a_network_is_told()
    {
        var preparation = new InputPreparation(0, 1, [0.5f], [2]);
        Check(Layout with { Layers = [Layout.Layers[0] with { Definition = "dense 3 nobias" }] },
            "layer fruit: was dense 3 from the input, is dense 3 nobias from the input");
        Check(Layout with { Layers = [.. Layout.Layers, new("drop1", default, "dropout 0.5")] },
            "layer drop1: dropout 0.5 from fruit is new");
        Check(Layout with { Objective = "fruit: softmax smoothing 0.1" },
            "output: was fruit: softmax, is fruit: softmax smoothing 0.1");
        Check(Layout with { Preparation = preparation },
            "input: was 2, is 2, scale 0 .. 1, mean 0.5, deviation 2");
        Check(Layout with { Preparation = preparation with { Training = new(2, Mirror: true, 1, 15, 0.5f, 2) } },
            "input: was 2, is 2, scale 0 .. 1, mean 0.5, deviation 2, crop pad 2, mirror, shift 1, rotate 15, gain 0.5 .. 2");
        Check(
            Layout with
            {
                Parameters = [Layout.Parameters[0] with { Initialization = new(InitializationKind.He) }, Layout.Parameters[1]],
            },
            "parameter fruit.weight: was Weights 3×2, begins as Xavier 0 0, momentum 0, is Weights 3×2, begins as He 0 0, "
            + "momentum 0");
    }

    [Fact]
    public void Equal_runs_have_no_differences() => Assert.Empty(Of(Layout).DifferencesTo(Of(Layout)));

    [Fact]
    public void Weight_file_is_told_by_its_contents_as_long_as_it_is_there()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("w", [1, 2, 3]);
        RunFingerprint first = Of(Layout, new WeightLoad(path));
        folder.File("w", [1, 2, 4]);
        RunFingerprint second = Of(Layout, new WeightLoad(path));
        File.Delete(path);

        Assert.Equal("contents of the weight file differ", Assert.Single(first.DifferencesTo(second)));
        Assert.Empty(first.DifferencesTo(Of(Layout, new WeightLoad(path))));
        Assert.NotEmpty(first.DifferencesTo(Of(Layout)));
    }

    private static void Check(ModelLayout changed, string difference) =>
        Assert.Equal(difference, Assert.Single(Of(Layout).DifferencesTo(Of(changed))));

    private static RunFingerprint Of(ModelLayout layout, WeightLoad? load = null)
    {
        DataSet data = Samples.FruitData();
        Schedule<FruitClassifier> schedule = Samples.Schedule() with { Load = load };
        var plan = new RunPlan(schedule, schedule.Stages, [3], 42, data.Training.Count, "c", new RunOptions());
        return RunFingerprint.Of(layout, plan, data);
    }
}
