namespace NetDsl;

/// <summary>How far a run is: what a checkpoint holds beside the parameters.</summary>
internal sealed class RunPosition
{
    /// <summary>The stage's number, from 0 on.</summary>
    internal int Stage { get; set; }

    /// <summary>Epochs of the stage that are done.</summary>
    internal int Epoch { get; set; }

    /// <summary>Batches of the epoch that are done.</summary>
    internal int Batch { get; set; }

    /// <summary>Updates of the stage that are done.</summary>
    internal int Updates { get; set; }

    /// <summary>Epochs of all stages that are done: each is shuffled in its own way.</summary>
    internal int ShuffledEpochs { get; set; }

    /// <summary>Steps of all stages that are done: dropout's place in the random stream.</summary>
    internal long Steps { get; set; }

    /// <summary>The summed loss of the epoch's batches so far.</summary>
    internal double LossSum { get; set; }

    /// <summary>Misclassified examples of the epoch so far.</summary>
    internal long Wrong { get; set; }

    /// <summary>Examples of the epoch so far.</summary>
    internal long Seen { get; set; }

    /// <summary>Training time of the epoch so far.</summary>
    internal TimeSpan Elapsed { get; set; }

    internal double Loss => Seen == 0 ? 0 : LossSum / Seen;

    internal double Error => Seen == 0 ? 0 : (double)Wrong / Seen;

    /// <param name="updates">Whether the step ended with an update.</param>
    internal void StepDone(BatchResult result, int count, bool updates)
    {
        LossSum += result.Loss;
        Wrong += result.Wrong;
        Seen += count;
        Batch++;
        Updates += updates ? 1 : 0;
        Steps++;
    }

    internal void EpochDone()
    {
        Epoch++;
        ShuffledEpochs++;
        (Batch, LossSum, Wrong, Seen, Elapsed) = (0, 0, 0, 0, TimeSpan.Zero);
    }

    internal void StageDone()
    {
        Stage++;
        (Epoch, Updates) = (0, 0);
    }

    internal void CopyFrom(RunPosition other)
    {
        (Stage, Epoch, Batch, Updates) = (other.Stage, other.Epoch, other.Batch, other.Updates);
        (ShuffledEpochs, Steps) = (other.ShuffledEpochs, other.Steps);
        (LossSum, Wrong, Seen, Elapsed) = (other.LossSum, other.Wrong, other.Seen, other.Elapsed);
    }
}
