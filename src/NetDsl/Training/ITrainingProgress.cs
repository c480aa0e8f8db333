namespace NetDsl;

/// <summary>Follows a training run. Called on the thread that trains, so a slow one slows training.</summary>
public interface ITrainingProgress
{
    /// <summary>Something of the run is probably not what was meant: before it begins.</summary>
    /// <param name="warning">A sentence without a full stop.</param>
    void Warned(string warning)
    {
    }

    /// <summary>The schedule's weight file is loaded, before the first stage. A resumed run does not load it
    /// again.</summary>
    void Loaded(LoadReport load)
    {
    }

    /// <summary>A stage begins, or goes on from a checkpoint.</summary>
    void StageStarted(StageStart stage);

    /// <summary>The codes that a stage trains on are computed: before it begins.</summary>
    void CodesComputed(CodesReport codes)
    {
    }

    /// <summary>A step is done: about ten times a second, not for each.</summary>
    void StepDone(in StepProgress step);

    /// <summary>An epoch is done, its validation too.</summary>
    void EpochDone(EpochReport epoch);

    /// <summary>A stage is done: by its epochs, or by its stop rule.</summary>
    void StageDone(StageReport stage)
    {
    }

    /// <summary>The run is done, or was interrupted and saved.</summary>
    void Finished(TrainingReport report);

    /// <summary>The run ends by an exception, which its caller gets.</summary>
    void Failed(Exception exception)
    {
    }
}
