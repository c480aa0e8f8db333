using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Where a loss's kernel writes what each example lost.</summary>
/// <param name="weight">Of this loss in the sum that training minimises.</param>
/// <param name="adds">Whether an output before it has written its own.</param>
internal readonly struct ExampleLosses(in GpuStep step, float weight, bool adds)
{
    private readonly ArrayView<float> losses = step.Losses;
    private readonly ArrayView<float> wrong = step.Wrong;
    private readonly float weight = weight;
    private readonly int adds = adds ? 1 : 0;
    private readonly float scale = weight / step.Count;

    /// <summary>From the slope of one example's loss to that of the batch's mean.</summary>
    public float GradientScale => scale;

    /// <param name="isWrong">1 for a misclassified example, else 0.</param>
    public void Write(int example, float loss, float isWrong)
    {
        if (adds != 0)
        {
            losses[example] += weight * loss;
        }
        else
        {
            losses[example] = weight * loss;
            wrong[example] = isWrong;
        }
    }
}
