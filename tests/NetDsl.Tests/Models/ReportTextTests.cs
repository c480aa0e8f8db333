using Xunit;

namespace NetDsl.Tests;

/// <summary>What results say of themselves where a program prints them.</summary>
public sealed class ReportTextTests
{
    [Fact]
    public void An_evaluation_is_a_line()
    {
        Assert.Equal("loss 0.03125, error 0.95 % (95 of 10,000)", new Evaluation(0.03125, 95, 10_000).ToString());
        Assert.Equal("loss 1.5 of 20 examples", new Evaluation(1.5, 0, 20) { Classifies = false }.ToString());
        Assert.Equal("no examples", Evaluation.None.ToString());
    }

    [Fact]
    public void A_classifiers_evaluation_names_its_confusions()
    {
        ConfusionMatrix<Fruit> confusion = Confusion((0, 0, 5), (1, 2, 3), (2, 0, 1));
        Misclassified<Fruit>[] wrong = [default, default, default, default];
        Assert.Equal(
            "loss 0.5, error 44.44 % (4 of 9); most often pear taken for plum (3), plum taken for apple (1)",
            new Evaluation<Fruit>(0.5, 9, confusion, wrong).ToString());
        Assert.Equal(
            "loss 0.5, error 0.00 % (0 of 5)", new Evaluation<Fruit>(0.5, 5, Confusion((0, 0, 5)), []).ToString());
    }

    [Fact]
    public void A_confusion_matrix_is_a_table_and_of_many_classes_its_worst_pairs()
    {
        Assert.Equal(
            """
                  apple pear plum
            apple     5    0    0
            pear      0    0   13
            plum      1    0    0
            """.ReplaceLineEndings("\n"),
            Confusion((0, 0, 5), (1, 2, 13), (2, 0, 1)).ToString());
        var many = new ConfusionMatrix<int>(100_000, []);
        many.Add(99_999, 7);
        Assert.Equal("100,000 classes; most often 99999 taken for 7 (1)", many.ToString());
        Assert.Equal(1, many.Count(99_999, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => many.Count(100_000, 0));
    }

    [Fact]
    public void Several_outputs_follow_one_another()
    {
        var evaluation = new MultiTaskEvaluation(
            2.5, 1, 10, [new("digit", 0.5, 1, 10, Classifies: true), new("angle", 2, 0, 10, Classifies: false)]);
        Assert.Equal(
            "loss 2.5, error 10.00 % (1 of 10); digit: loss 0.5, error 10.00 % (1 of 10); angle: loss 2 of 10 examples",
            evaluation.ToString());
    }

    [Fact]
    public void A_run_is_a_line_for_each_stage()
    {
        var first = new EpochReport(1, 2, 0.5, 0.25, null, null, default, 100) { Measures = [new("rate", 0.1)] };
        var second = new EpochReport(2, 2, 0.25, 0.125, 0.3, 0.2, default, 100);
        Assert.Equal("epoch 1 of 2: loss 0.5, error 25.00 %, rate 0.1", first.ToString());
        Assert.Equal("epoch 1 of 2: loss 0.5, rate 0.1", (first with { Classifies = false }).ToString());
        var stage = new StageReport("finetune", [first, second], null);
        Assert.Equal(
            "finetune: epoch 2 of 2: loss 0.25, error 12.50 %, validation loss 0.3, validation error 20.00 %", stage.ToString());
        Assert.Equal("finetune: epoch 1 of 2: loss 0.5, error 25.00 %, rate 0.1", (stage with { BestEpoch = 1 }).ToString());
        var report = new TrainingReport("n", "s", 1, "CPU", [stage], Evaluation.None, false, null, "n trained", default);
        Assert.Equal($"{stage}\nn trained", report.ToString());
    }

    private static ConfusionMatrix<Fruit> Confusion(params (int Actual, int Predicted, int Times)[] pairs)
    {
        var confusion = new ConfusionMatrix<Fruit>(3, ["apple", "pear", "plum"]);
        foreach (var (actual, predicted, times) in pairs)
        {
            for (int i = 0; i < times; i++)
            {
                confusion.Add(actual, predicted);
            }
        }

        return confusion;
    }
}
