namespace NetDsl;

/// <summary>One line an epoch: for files, pipes and logs.</summary>
internal sealed class PlainProgress(TextWriter writer) : ITrainingProgress
{
    private StageStart? stage;

    public void StageStarted(StageStart stage)
    {
        this.stage = stage;
        Write($"{stage.Stage}: {stage.Network}, {stage.Epochs} epochs of {stage.Examples:N0} {stage.Noun}, on {stage.Device}");
    }

    public void StepDone(in StepProgress step)
    {
    }

    public void EpochDone(EpochReport epoch)
    {
        string line = FormattableString.Invariant($"{stage!.Stage} epoch {epoch.Epoch}/{epoch.Epochs}: loss {epoch.Loss:F4}");
        if (stage.Classifies)
        {
            line += FormattableString.Invariant($", error {epoch.Error * 100:F2} %");
        }

        line += epoch switch
        {
            { ValidationError: { } error } when stage.Classifies => FormattableString.Invariant($", validation error {error * 100:F2} %"),
            { ValidationLoss: { } loss } => FormattableString.Invariant($", validation loss {loss:F4}"),
            _ => "",
        };
        Write($"{line}, {epoch.Elapsed.TotalSeconds:F1} s, {epoch.ExamplesPerSecond:N0} {stage.Noun}/s");
    }

    public void Finished(TrainingReport report) => Write($"{report.Message}");

    private void Write(FormattableString line)
    {
        writer.WriteLine(FormattableString.Invariant(line));
        // a reader of the log should see it when it happens
        writer.Flush();
    }
}
