namespace NetDsl;

/// <summary>The loss, or a parameter, became infinite or not a number. Where it was a step's loss, the parameters are those
/// before that step; else they are of no use.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <param name="what">The start of a sentence: <c>the loss became NaN</c>.</param>
    internal TrainingDivergedException(string what, string stage, int epoch, int batch, string? layer, float rate)
        : base(
            $"{stage}: {what} in epoch {epoch}, batch {batch}" +
            (layer is null ? "" : $", first in layer {layer}") +
            FormattableString.Invariant($"; the learning rate was {rate:G4}: try a lower one, such as {rate / 10:G2}") +
            ", or a warm-up, and look for values in the data that are not finite") =>
        (Stage, Epoch, Batch, Layer) = (stage, epoch, batch, layer);

    /// <summary>What a run's last stage has learnt gives no number on the test examples.</summary>
    internal TrainingDivergedException(StageReport last, double loss)
        : base(
            $"{last.Name}: the loss of the test examples is {loss} after the last epoch: look for values in them that are " +
            "not finite, and try a lower learning rate") =>
        (Stage, Epoch) = (last.Name, last.Epochs.Count);

    /// <summary>The stage's name.</summary>
    public string Stage { get; }

    /// <summary>From 1 on.</summary>
    public int Epoch { get; }

    /// <summary>The last one that was trained on, from 1 on; 0 where all were.</summary>
    public int Batch { get; }

    /// <summary>The first layer whose parameters or output are not finite; null: only the loss is.</summary>
    public string? Layer { get; }
}
