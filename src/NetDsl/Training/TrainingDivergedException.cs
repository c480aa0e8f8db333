namespace NetDsl;

/// <summary>The loss became infinite or not a number; the parameters are those before that step.</summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(string stage, int epoch, int batch, string? layer, double loss, float rate)
        : base(
            $"{stage}: the loss became {loss} in epoch {epoch}, batch {batch}" +
            (layer is null ? "" : $", first in layer {layer}") +
            FormattableString.Invariant($"; the learning rate was {rate:G4}: try a lower one, such as {rate / 10:G2}") +
            ", or a warm-up, and look for values in the data that are not finite") =>
        (Stage, Epoch, Batch, Layer) = (stage, epoch, batch, layer);

    /// <summary>The stage's name.</summary>
    public string Stage { get; }

    /// <summary>From 1 on.</summary>
    public int Epoch { get; }

    /// <summary>From 1 on.</summary>
    public int Batch { get; }

    /// <summary>The first layer whose parameters or output are not finite; null: only the loss is.</summary>
    public string? Layer { get; }
}
