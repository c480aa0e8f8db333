using Spectre.Console;

namespace NetDsl;

/// <summary>Shows a run on the console: in a terminal a progress bar below the table of finished epochs, elsewhere one
/// plain line an epoch.</summary>
/// <remarks>A run that is given this stops in good order at Ctrl-C: it finishes its step and saves a
/// checkpoint.</remarks>
public sealed class ConsoleProgress : ITrainingProgress
{
    private readonly ITrainingProgress view;

    /// <summary>Shows a run on any console.</summary>
    public ConsoleProgress(IAnsiConsole console) =>
        view = console.Profile.Capabilities is { Ansi: true, Interactive: true }
            ? new TerminalProgress(console)
            : new PlainProgress(console.Profile.Out.Writer);

    /// <summary>Shows a run on the process's own console.</summary>
    public static ConsoleProgress Default { get; } = new(MakeConsole());

    /// <inheritdoc/>
    public void Warned(string warning) => view.Warned(warning);

    /// <inheritdoc/>
    public void Loaded(LoadReport load) => view.Loaded(load);

    /// <inheritdoc/>
    public void StageStarted(StageStart stage) => view.StageStarted(stage);

    /// <inheritdoc/>
    public void CodesComputed(CodesReport codes) => view.CodesComputed(codes);

    /// <inheritdoc/>
    public void StepDone(in StepProgress step) => view.StepDone(step);

    /// <inheritdoc/>
    public void EpochDone(EpochReport epoch) => view.EpochDone(epoch);

    /// <inheritdoc/>
    public void StageDone(StageReport stage) => view.StageDone(stage);

    /// <inheritdoc/>
    public void Finished(TrainingReport report) => view.Finished(report);

    /// <inheritdoc/>
    public void Failed(Exception exception) => view.Failed(exception);

    // Spectre.Console looks at the environment too (CI, TERM); whether the output is a file it is told here
    private static IAnsiConsole MakeConsole() => Console.IsOutputRedirected
        ? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No })
        : AnsiConsole.Console;
}
