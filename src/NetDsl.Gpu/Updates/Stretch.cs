namespace NetDsl.Gpu;

/// <summary>An <see cref="UpdateTask"/> as it lies in the device's memory: what one group updates at a time.</summary>
internal readonly struct Stretch(UpdateTask task)
{
    public readonly int First = task.First;
    public readonly int End = task.First + task.Count;
    public readonly int Row = task.Factors.Row;
    public readonly float Rate = task.Factors.Rate;
    public readonly float Decay = task.Factors.Decay;
    public readonly float L1 = task.Factors.L1;
    public readonly float MaximalNorm = task.Factors.MaximalNorm;
}
