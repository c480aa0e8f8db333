using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The values of a batch [examples, size], by their index there, wherever the examples lie.</summary>
internal readonly struct BatchView(GpuBuffer buffer, int size)
{
    private readonly ArrayView<float> values = buffer.View;
    private readonly int size = size;
    private readonly int stride = buffer.Stride;

    public float this[int index]
    {
        get => values[Place(index)];
        set => values[Place(index)] = value;
    }

    // the same way for all threads: examples that lie one after the other cost no division
    private int Place(int index) => stride == size ? index : index / size * stride + index % size;
}
