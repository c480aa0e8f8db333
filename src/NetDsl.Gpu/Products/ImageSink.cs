using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Images [batch, channels, area] from a product [channels, batch · area], with a bias for each channel, other
/// images added and the activation.</summary>
/// <param name="residual">[batch, channels, area], which may lie where the output will; or none.</param>
internal readonly struct ImageSink<TActivation>(
    GpuBuffer output, ArrayView<float> bias, bool hasBias, GpuBuffer residual, int area) : IMatrixSink
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> output = output.View;
    private readonly int stride = output.Stride;
    private readonly ArrayView<float> bias = bias;
    private readonly int hasBias = hasBias ? 1 : 0;
    private readonly ArrayView<float> residual = residual.Exists ? residual.View : output.View;
    private readonly int residualStride = residual.Stride;
    private readonly int hasResidual = residual.Exists ? 1 : 0;
    private readonly int area = area;
    private readonly int vectors = output.HasQuads(area) && (!residual.Exists || residual.HasQuads(area)) ? 1 : 0;

    public void Store(int row, int column, Float4 values, int columns)
    {
        float shift = hasBias == 0 ? 0 : bias[row];
        var sum = new Float4(values.X + shift, values.Y + shift, values.Z + shift, values.W + shift);
        if (hasResidual != 0)
            sum = Quads.Add(sum, Residual(row, column, columns));
        var activated = Quads.Activate<TActivation>(sum);
        if (vectors != 0)
        {
            output.Cast<Float4>()[Index(row, column, stride) / 4] = activated;
            return;
        }

        output[Index(row, column, stride)] = activated.X;
        if (column + 1 < columns)
            output[Index(row, column + 1, stride)] = activated.Y;
        if (column + 2 < columns)
            output[Index(row, column + 2, stride)] = activated.Z;
        if (column + 3 < columns)
            output[Index(row, column + 3, stride)] = activated.W;
    }

    private Float4 Residual(int row, int column, int columns)
    {
        if (vectors != 0)
            return residual.Cast<Float4>()[Index(row, column, residualStride) / 4];
        return new Float4(
            residual[Index(row, column, residualStride)],
            column + 1 < columns ? residual[Index(row, column + 1, residualStride)] : 0,
            column + 2 < columns ? residual[Index(row, column + 2, residualStride)] : 0,
            column + 3 < columns ? residual[Index(row, column + 3, residualStride)] : 0);
    }

    private int Index(int row, int column, int stride) => column / area * stride + row * area + column % area;
}
