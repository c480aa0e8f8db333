namespace NetDsl;

/// <summary>One line an epoch: for files, pipes and logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : ITrainingProgress
{
    private StageStart? stage;

    public void Warned(string warning) => Write($"warning: {warning}");

    public void Loaded(LoadReport load)
    {
        foreach (string line in LoadText.Lines(load))
        {
            Write(line);
        }
    }

    public void StageStarted(StageStart stage)
    {
        this.stage = stage;
        Write(
            Invariant($"{stage.Stage}: {stage.Network}, {stage.Epochs} epochs of {stage.Examples:N0} {stage.Noun}") +
            $", on {stage.Device}");
    }

    public void CodesComputed(CodesReport codes) => Write(ReportText.Codes(codes));

    public void StepDone(in StepProgress step)
    {
    }

    public void EpochDone(EpochReport epoch)
    {
        string line = Invariant($"{stage!.Stage} epoch {epoch.Epoch}/{epoch.Epochs}: loss {epoch.Loss:F4}");
        if (stage.Classifies)
        {
            line += Invariant($", error {epoch.Error * 100:F2} %");
        }

        line += epoch switch
        {
            { ValidationError: { } error } when stage.Classifies =>
                Invariant($", validation error {error * 100:F2} %"),
            { ValidationLoss: { } loss } => Invariant($", validation loss {loss:F4}"),
            _ => "",
        };
        line += string.Concat(epoch.Measures.Select(measure => $", {measure.Name} {EpochTable.Text(measure.Value)}"));
        Write(line + Invariant($", {epoch.Elapsed.TotalSeconds:F1} s, {epoch.ExamplesPerSecond:N0} {stage.Noun}/s"));
    }

    public void StageDone(StageReport stage)
    {
        if (ReportText.Kept(stage) is { } kept)
        {
            Write(kept);
        }
    }

    public void Finished(TrainingReport report) => Write(report.Message);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private void Write(string line)
    {
        writer.WriteLine(line);
        // a reader of the log should see it when it happens
        writer.Flush();
    }
}
