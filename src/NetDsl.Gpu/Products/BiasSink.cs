using ILGPU;

namespace NetDsl.Gpu;

/// <summary>A matrix [batch, outputs] to which a bias for each column, another matrix and the activation are
/// applied.</summary>
/// <param name="residual">[batch, outputs], or none.</param>
internal readonly struct BiasSink<TActivation>(
    GpuBuffer output, ArrayView<float> bias, bool hasBias, GpuBuffer residual, int columns) : IMatrixSink
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> output = output.View;
    private readonly int stride = output.Stride;
    private readonly ArrayView<float> residual = residual.Exists ? residual.View : output.View;
    private readonly int residualStride = residual.Stride;
    private readonly int hasResidual = residual.Exists ? 1 : 0;
    private readonly int vectors = output.HasQuads(columns) ? 1 : 0;
    private readonly int residualVectors = residual.HasQuads(columns) ? 1 : 0;
    private readonly ArrayView<float> bias = bias;
    private readonly int hasBias = hasBias ? 1 : 0;

    public void Store(int row, int column, Float4 values, int columns)
    {
        var sum = hasBias == 0 ? values : new Float4(
            values.X + Bias(column, columns),
            values.Y + Bias(column + 1, columns),
            values.Z + Bias(column + 2, columns),
            values.W + Bias(column + 3, columns));
        if (hasResidual != 0)
        {
            int from = row * residualStride + column;
            sum = Quads.Add(sum, Quads.Load(residual, from, columns - column, residualVectors != 0));
        }

        var activated = Quads.Activate<TActivation>(sum);
        Quads.Store(output, row * stride + column, activated, columns - column, vectors != 0);
    }

    private float Bias(int column, int columns) => column < columns ? bias[column] : 0;
}
