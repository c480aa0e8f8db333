using NetDsl;

namespace PretrainingExample;

/// <summary>Leaves pictures when a stage is done: what the first layer looks for, and what the stack of Boltzmann
/// machines dreams of once it is whole.</summary>
/// <param name="place">The file of an ending.</param>
/// <param name="filters">[units, 784]: the first layer's weights.</param>
internal sealed class StagePictures(
    Model model, Schedule schedule, ParameterTensor filters, Func<string, string> place) : ITrainingProgress
{
    private const int Samples = 96;
    private const int GibbsSteps = 1_000;

    /// <inheritdoc/>
    public void StageStarted(StageStart stage)
    {
    }

    /// <inheritdoc/>
    public void StepDone(in StepProgress step)
    {
    }

    /// <inheritdoc/>
    public void EpochDone(EpochReport epoch)
    {
    }

    /// <inheritdoc/>
    public void StageDone(StageReport stage)
    {
        string name = stage.Name.Replace(' ', '-');
        if (stage.Name.StartsWith("h1 ", StringComparison.Ordinal) || stage.Name == "finetune")
        {
            GreySheet.SaveFilters(place($"-{name}-filters.png"), filters);
        }

        if (stage.Name == schedule.Stages.LastOrDefault(one => one is BoltzmannStage)?.Name)
        {
            using var belief = DeepBeliefNetwork.Of(model, schedule);
            GreySheet.SavePictures(place("-samples.png"), belief.Sample(Samples, GibbsSteps, seed: 1));
        }
    }

    /// <inheritdoc/>
    public void Finished(TrainingReport report)
    {
    }
}
