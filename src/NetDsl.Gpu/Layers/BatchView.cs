using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Values of an example that the compiler of kernels knows: dividing by them costs a multiplication.</summary>
internal interface IExampleSize
{
    static abstract int Size { get; }
}

/// <summary>The values of a batch [examples, size], by their index there, wherever the examples lie.</summary>
internal readonly struct BatchView<TSize>(GpuBuffer buffer)
    where TSize : struct, IExampleSize
{
    private readonly ArrayView<float> values = buffer.View;
    private readonly int stride = buffer.Stride;

    public float this[int index]
    {
        get => values[Place(index)];
        set => values[Place(index)] = value;
    }

    private int Place(int index) => index / TSize.Size * stride + index % TSize.Size;
}
