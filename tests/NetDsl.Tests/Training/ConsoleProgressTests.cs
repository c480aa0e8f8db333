using System.Text.RegularExpressions;
using Spectre.Console;
using Xunit;

namespace NetDsl.Tests;

public sealed partial class ConsoleProgressTests
{
    [Fact]
    public void Without_a_terminal_each_epoch_is_one_plain_line()
    {
        var writer = new StringWriter();
        using var model = FruitClassifier.Create(1);
        model.Run(Samples.Schedule(epochs: 2), Samples.FruitData(), Console(writer, terminal: false, 80));

        Assert.Equal(
            """
            finetune: FruitClassifier, 2 epochs of 103 examples, on a fake
            finetune epoch 1/2: loss #, error # %, validation error # %, # s, # examples/s
            finetune epoch 2/2: loss #, error # %, validation error # %, # s, # examples/s
            FruitClassifier trained in # s; test error # %

            """,
            Number().Replace(writer.ToString(), "#"));
        Assert.DoesNotContain('\e', writer.ToString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stop_rule_says_which_epochs_weights_it_kept(bool terminal)
    {
        var writer = new StringWriter();
        using var model = FruitClassifier.Create();
        var schedule = Samples.Schedule(epochs: 200, stop: new StopRule(4));
        TrainingReport report = model.Run(schedule, Samples.FruitData(), Console(writer, terminal, 120));

        int best = report.Stages[0].BestEpoch!.Value;
        Assert.Contains(
            $"finetune ended after epoch {best + 4}; kept the weights of epoch {best}, best on validation",
            writer.ToString());
    }

    [Fact]
    public void A_regression_shows_its_loss_only()
    {
        var writer = new StringWriter();
        using var model = LineRegressor.Create();
        var schedule = new Schedule<LineRegressor>("Line", null, 5, [Samples.Stage(epochs: 1)]);
        model.Run(schedule, new DataSet(Samples.Line(20), Samples.Line(5)), Console(writer, terminal: false, 80));

        Assert.Contains("finetune epoch 1/1: loss #, validation loss #, # s, # examples/s", Number().Replace(writer.ToString(), "#"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void In_a_terminal_a_bar_is_drawn_over_itself_and_gives_way_to_the_table(int width)
    {
        var writer = new StringWriter();
        using var model = FruitClassifier.Create(1);
        model.Run(
            Samples.Schedule(epochs: 2),
            Samples.FruitData(),
            Console(writer, terminal: true, width),
            new RunOptions { ProgressInterval = TimeSpan.Zero });

        string text = Escape().Replace(writer.ToString(), "");
        string[] lines = text.Split('\n');
        // what stands in a line in the end: what follows the last return to its start
        string[] shown = [.. lines.Select(line => line[(line.LastIndexOf('\r') + 1)..])];
        Assert.All(text.Split('\n', '\r'), part => Assert.InRange(part.Length, 0, Math.Max(width - 1, 75)));
        Assert.StartsWith("FruitClassifier, schedule Standard", shown[0]);
        Assert.True(width < 80 || shown[1].EndsWith("train loss   train error   validation error     time", StringComparison.Ordinal));
        Assert.Equal(2, shown.Count(line => line.StartsWith("   epoch ", StringComparison.Ordinal)));
        Assert.Contains("epoch 2/2", text);
        Assert.DoesNotContain("━", string.Concat(shown));
        Assert.Equal(width >= 80 + 15, text.Contains("━━━━━━━━━━"));
    }

    private static ConsoleProgress Console(TextWriter writer, bool terminal, int width)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return new ConsoleProgress(console);
    }

    [GeneratedRegex(@"\d[\d,]*\.\d+|\b\d[\d,]*(?= examples/s)")]
    private static partial Regex Number();

    [GeneratedRegex(@"\e\[[\d;]*[A-Za-z]")]
    private static partial Regex Escape();
}
