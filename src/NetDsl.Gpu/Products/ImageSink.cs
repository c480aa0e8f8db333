using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Images [batch, channels, area] from a product [channels, batch · area], with a bias for each channel and
/// the activation.</summary>
internal readonly struct ImageSink<TActivation>(
    GpuBuffer output, ArrayView<float> bias, bool hasBias, int area) : IMatrixSink
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> output = output.View;
    private readonly int stride = output.Stride;
    private readonly ArrayView<float> bias = bias;
    private readonly int hasBias = hasBias ? 1 : 0;
    private readonly int area = area;
    private readonly int vectors = output.HasQuads(area) ? 1 : 0;

    public void Store(int row, int column, Float4 values, int columns)
    {
        float shift = hasBias == 0 ? 0 : bias[row];
        var activated = Quads.Activate<TActivation>(
            new Float4(values.X + shift, values.Y + shift, values.Z + shift, values.W + shift));
        if (vectors != 0)
        {
            output.Cast<Float4>()[Index(row, column) / 4] = activated;
            return;
        }

        output[Index(row, column)] = activated.X;
        if (column + 1 < columns)
            output[Index(row, column + 1)] = activated.Y;
        if (column + 2 < columns)
            output[Index(row, column + 2)] = activated.Z;
        if (column + 3 < columns)
            output[Index(row, column + 3)] = activated.W;
    }

    private int Index(int row, int column) => column / area * stride + row * area + column % area;
}
