using ILGPU;

namespace NetDsl.Gpu;

/// <summary>accumulated += weight · gradients; the first batch's overwrite what was there.</summary>
/// <param name="weight">The batch's examples.</param>
/// <param name="first">1 for the first batch, else 0.</param>
internal readonly struct AccumulateGradients(
    ArrayView<float> accumulated, ArrayView<float> gradients, float weight, int first) : IKernel
{
    private readonly ArrayView<float> accumulated = accumulated;
    private readonly ArrayView<float> gradients = gradients;
    private readonly int count = (int)gradients.Length;
    private readonly float weight = weight;
    private readonly int first = first;

    public void Run()
    {
        for (int index = Threads.First; index < count; index += Threads.Stride)
            accumulated[index] = weight * gradients[index] + (first != 0 ? 0 : accumulated[index]);
    }
}
