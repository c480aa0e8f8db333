using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary><see cref="Adam"/> over all parameters at once; weight decay covers a prefix.</summary>
internal readonly struct AdamUpdate(
    ArrayView<float> parameters,
    ArrayView<float> gradients,
    ArrayView<float> firstMoments,
    ArrayView<float> secondMoments,
    ArrayView<float> finite,
    int count,
    int decayed,
    Adam optimizer,
    float rate,
    int number) : IKernel
{
    private readonly ArrayView<float> parameters = parameters;
    private readonly ArrayView<float> gradients = gradients;
    private readonly ArrayView<float> firstMoments = firstMoments;
    private readonly ArrayView<float> secondMoments = secondMoments;
    private readonly ArrayView<float> finite = finite;
    private readonly int count = count;
    private readonly int decayed = decayed;
    private readonly float beta1 = optimizer.Beta1;
    private readonly float beta2 = optimizer.Beta2;
    private readonly float epsilon = optimizer.Epsilon;
    private readonly float decay = optimizer.Decay;
    private readonly float rate = rate;
    private readonly float correction1 = (float)(1 / (1 - Math.Pow(optimizer.Beta1, number)));
    private readonly float correction2 = (float)(1 / (1 - Math.Pow(optimizer.Beta2, number)));

    public void Run()
    {
        if (finite[0] == 0)
            return;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            float weight = parameters[index];
            float gradient = gradients[index] + (index < decayed ? decay : 0) * weight;
            float first = beta1 * firstMoments[index] + (1 - beta1) * gradient;
            float second = beta2 * secondMoments[index] + (1 - beta2) * gradient * gradient;
            firstMoments[index] = first;
            secondMoments[index] = second;
            parameters[index] = weight - rate * (first * correction1) / (XMath.Sqrt(second * correction2) + epsilon);
        }
    }
}
