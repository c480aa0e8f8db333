namespace NetDsl;

/// <summary>Watches a stage's validation and keeps the best parameters.</summary>
internal sealed class EarlyStop(int stallEpochs, int parameterFloats)
{
    /// <summary>The lowest measure yet: validation error, or a regression's validation loss.</summary>
    internal double Best { get; private set; } = double.PositiveInfinity;

    /// <summary>The epoch of <see cref="Best"/>, from 1 on; 0: none yet.</summary>
    internal int BestEpoch { get; private set; }

    internal float[] BestParameters { get; } = new float[parameterFloats];

    /// <summary>Whether the measure has not improved for as many epochs as the rule allows.</summary>
    internal bool Stalls(int epochsDone) => BestEpoch > 0 && epochsDone - BestEpoch >= stallEpochs;

    internal void EpochDone(int epoch, double measure, Executor executor)
    {
        if (measure < Best || BestEpoch == 0)
        {
            (Best, BestEpoch) = (measure, epoch);
            executor.ReadParameters(BestParameters);
        }
    }

    /// <summary>Goes on where a checkpoint left off.</summary>
    internal void Resume(double best, int bestEpoch, ReadOnlySpan<float> bestParameters)
    {
        (Best, BestEpoch) = (best, bestEpoch);
        bestParameters.CopyTo(BestParameters);
    }
}
