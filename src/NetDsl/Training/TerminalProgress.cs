using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NetDsl;

/// <summary>A table of the finished epochs that grows by a row each, and below it a bar that is drawn over
/// itself.</summary>
internal sealed class TerminalProgress(IAnsiConsole console) : ITrainingProgress
{
    private const int LargestBar = 30;
    private const string EraseLine = "\r\e[2K";
    private StageStart? stage;
    private bool barShown;

    public void Warned(string warning) => console.WriteLine($"warning: {warning}", new Style(Color.Yellow));

    public void Loaded(LoadReport load)
    {
        foreach (string line in LoadText.Lines(load))
        {
            console.WriteLine(line);
        }
    }

    public void StageStarted(StageStart stage)
    {
        this.stage = stage;
        console.MarkupLineInterpolated($"[bold]{stage.Network}[/], schedule {stage.Schedule}, on {stage.Device}");
        console.MarkupLineInterpolated($"[grey]{EpochTable.Header(stage)}[/]");
        foreach (EpochReport epoch in stage.Finished)
        {
            console.WriteLine(EpochTable.Row(stage, epoch));
        }
    }

    public void CodesComputed(CodesReport codes) => console.WriteLine(ReportText.Codes(codes));

    public void StepDone(in StepProgress step)
    {
        string epoch = $" {stage!.Stage}   epoch {step.Epoch}/{step.Epochs}  ";
        double done = (double)step.Batch / step.Batches;
        string right = string.Create(CultureInfo.InvariantCulture, $" {done * 100,4:F0}%   loss {step.Loss:G3}");
        if (stage.Classifies)
        {
            right += string.Create(CultureInfo.InvariantCulture, $"   error {step.Error * 100:F1} %");
        }

        right += string.Create(
            CultureInfo.InvariantCulture,
            $"   {step.ExamplesPerSecond:N0} {stage.Noun}/s   {EpochTable.Clock(step.Left)} left");
        Draw(epoch, done, right);
    }

    public void EpochDone(EpochReport epoch)
    {
        Erase();
        console.WriteLine(EpochTable.Row(stage!, epoch));
    }

    public void StageDone(StageReport stage)
    {
        if (ReportText.Kept(stage) is { } kept)
        {
            Erase();
            console.WriteLine(kept);
        }
    }

    public void Finished(TrainingReport report)
    {
        Erase();
        console.MarkupLineInterpolated($"[bold]{report.Message}[/]");
    }

    // the bar stays where it was, so that one sees how far the run came
    public void Failed(Exception exception)
    {
        if (barShown)
        {
            console.WriteLine();
            barShown = false;
        }
    }

    private void Draw(string left, double done, string right)
    {
        // some columns stay free: for terminals that wrap when the last one is written, and for the ^C that they echo
        int room = console.Profile.Width - 4;
        int length = Math.Min(LargestBar, room - left.Length - right.Length);
        console.Write(new ControlCode(EraseLine));
        if (length < 5)
        {
            string text = left + right;
            console.Write(new Text(text.Length <= room ? text : text[..Math.Max(0, room)]));
        }
        else
        {
            double filled = done * length;
            int whole = (int)filled;
            string half = whole < length && filled - whole >= 0.5 ? "╸" : "";
            console.Write(new Text(left));
            console.Write(new Text(new string('━', whole) + half, new Style(Color.Green)));
            console.Write(new Text(new string('━', length - whole - half.Length), new Style(Color.Grey)));
            console.Write(new Text(right));
        }

        barShown = true;
    }

    private void Erase()
    {
        if (barShown)
        {
            console.Write(new ControlCode(EraseLine));
            barShown = false;
        }
    }
}
