using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Sums [parts, size] over the parts, in their order.</summary>
internal readonly struct PartSum(ArrayView<float> partial, ArrayView<float> output, int size, int parts) : IKernel
{
    private readonly ArrayView<float> partial = partial;
    private readonly ArrayView<float> output = output;
    private readonly int size = size;
    private readonly int parts = parts;

    public void Run()
    {
        for (int index = Threads.First; index < size; index += Threads.Stride)
        {
            float sum = 0;
            for (int part = 0; part < parts; part++)
                sum += partial[part * size + index];
            output[index] = sum;
        }
    }
}
