namespace NetDsl.Cpu;

/// <summary>Where a loss's kernel writes what each example lost.</summary>
/// <param name="weight">Of this loss in the sum that training minimises.</param>
/// <param name="adds">Whether an output before it has written its own.</param>
internal readonly unsafe struct ExampleLosses(in CpuStep step, float weight, bool adds)
{
    private readonly float* losses = step.Losses;
    private readonly int* wrong = step.Wrong;

    /// <summary>From the slope of one example's loss to that of the batch's mean.</summary>
    public float GradientScale { get; } = weight / step.Count;

    public void Write(int example, float loss, bool isWrong)
    {
        losses[example] = (adds ? losses[example] : 0) + (weight * loss);
        if (!adds)
        {
            wrong[example] = isWrong ? 1 : 0;
        }
    }
}
