using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Sums [parts, size] over the parts, in their order, and overwrites the output or adds to it.</summary>
internal readonly struct PartSum(
    ArrayView<float> partial, ArrayView<float> output, int size, int parts, bool adds = false) : IKernel
{
    private readonly ArrayView<float> partial = partial;
    private readonly ArrayView<float> output = output;
    private readonly int size = size;
    private readonly int parts = parts;
    private readonly int adds = adds ? 1 : 0;

    public void Run()
    {
        for (int index = Threads.First; index < size; index += Threads.Stride)
        {
            float sum = adds == 0 ? 0 : output[index];
            for (int part = 0; part < parts; part++)
                sum += partial[part * size + index];
            output[index] = sum;
        }
    }
}
