using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>What every stage says of its course: `epochs 10`, `warmup 2 epochs`, `batch 64`,
/// `stop when validation error stalls 10 epochs`.</summary>
/// <param name="Epochs">Null where they are missing or wrong.</param>
/// <param name="Stop">Null for none.</param>
/// <param name="Batch">Null for the schedule's.</param>
internal sealed record StageLength(int? Epochs, double WarmUp, StopRule? Stop, int? Batch)
{
    public static readonly IReadOnlyList<string> Settings = ["epochs", "warmup", "stop", "batch"];

    private static readonly string[] StopWords = ["when", "validation", "error", "stalls"];

    public static StageLength Read(StageSettings settings)
    {
        var epochs = settings.Integer("epochs", "number", Limits.Epochs, "epochs 10");
        var batch = settings.Integer("batch", "size", Limits.Batch, "batch 64");
        var warmUp = settings.One("warmup", "warmup 2 epochs", phrase =>
        {
            var length = phrase.Real("length", RealRange.NotNegative);
            phrase.Word("epochs", "epoch");
            return new Number(length, null);
        });
        var stop = settings.One("stop", "stop when validation error stalls 10 epochs", ReadStop);
        return new StageLength((int?)epochs?.Whole, warmUp?.Real ?? 0, stop, (int?)batch?.Whole);
    }

    /// <summary>Reports what would come behind the stage's end.</summary>
    public void Check(StageSettings settings, PlacedChange? momentum)
    {
        if (WarmUp >= Epochs)
        {
            settings.Diagnostics.Add(Descriptors.WarmUpTooLong, settings.Where("warmup"), WarmUp, Epochs);
        }

        if (Stop?.StallEpochs >= Epochs)
        {
            settings.Diagnostics.Add(Descriptors.StopNeverApplies, settings.Where("stop"), Stop.StallEpochs, Epochs);
        }

        if (momentum?.Change.AfterEpochs >= Epochs)
        {
            settings.Diagnostics.Add(
                Descriptors.MomentumTooLate, momentum.Span, momentum.Change.AfterEpochs, Epochs);
        }
    }

    private static StopRule ReadStop(Phrase phrase)
    {
        foreach (var word in StopWords)
        {
            phrase.Word(word);
        }

        var epochs = phrase.Integer("number of epochs", Limits.Epochs);
        phrase.Word("epochs", "epoch");
        return new StopRule((int)epochs);
    }
}
