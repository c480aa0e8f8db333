namespace NetDsl;

/// <summary>What can be made of those that follow a training run.</summary>
public static class TrainingProgress
{
    /// <summary>Both follow the run, this one first.</summary>
    public static CombinedProgress And(this ITrainingProgress first, ITrainingProgress second) => new([first, second]);
}
