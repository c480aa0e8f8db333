using NetDsl;

namespace PretrainingExample;

/// <summary>Leaves pictures when a stage is done: what the first layer looks for, what the first autoencoder restores, and
/// what the stack of Boltzmann machines makes of images once it is whole.</summary>
/// <param name="filters">[units, 784]: the first layer's weights.</param>
/// <param name="place">The file of an ending.</param>
internal sealed class StagePictures(
    Model model, Schedule schedule, ParameterTensor filters, ExampleSet images, Func<string, string> place)
    : ITrainingProgress
{
    private const float Masked = 0.3f;

    // after so many Gibbs steps, a row each: of chains that start at images
    private static readonly int[] GibbsSteps = [0, 1, 3, 10, 30, 100, 300, 1_000, 3_000];

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

        if (stage.Name == "h1 autoencoder")
        {
            SaveReconstructions(schedule.Stages.OfType<AutoencoderStage>().First());
        }

        if (stage.Name == schedule.Stages.LastOrDefault(one => one is BoltzmannStage)?.Name)
        {
            SaveSamples();
        }
    }

    /// <summary>Images, the same with pixels set to 0 at random, and what the autoencoder restores of these: a row
    /// each.</summary>
    private void SaveReconstructions(AutoencoderStage stage)
    {
        using var autoencoder = Autoencoder.Of(model, stage);
        var random = new Random(1);
        var rows = new List<float>();
        for (int start = 0; start < 3 * GreySheet.Columns; start += GreySheet.Columns)
        {
            float[] whole = Images(start);
            float[] damaged = Array.ConvertAll(whole, pixel => random.NextSingle() < Masked ? 0 : pixel);
            rows.AddRange([.. whole, .. damaged, .. autoencoder.Reconstruct(damaged)]);
        }

        GreySheet.SavePictures(place("-reconstructions.png"), [.. rows]);
    }

    private void SaveSamples()
    {
        using var belief = DeepBeliefNetwork.Of(model, schedule);
        float[] start = Images(0);
        GreySheet.SavePictures(
            place("-samples.png"),
            [.. start, .. GibbsSteps.SelectMany(steps => belief.SampleFrom(start, steps, seed: 1))]);
    }

    private float[] Images(int start)
    {
        int size = images.InputShape.Count;
        var pixels = new float[GreySheet.Columns * size];
        for (int i = 0; i < GreySheet.Columns; i++)
        {
            images.CopyInput(start + i, pixels.AsSpan(i * size, size));
        }

        return pixels;
    }

    /// <inheritdoc/>
    public void Finished(TrainingReport report)
    {
    }
}
