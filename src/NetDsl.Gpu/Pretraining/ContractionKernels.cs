using ILGPU;

namespace NetDsl.Gpu;

/// <summary>norms[j] = ‖Wⱼ‖², a group for each: see <see cref="ContractivePenalty"/>.</summary>
internal readonly struct RowNorms<TShape>(ArrayView<float> weights, ArrayView<float> norms) : IKernel
    where TShape : struct, IDenseShape
{
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> norms = norms;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int start = Grid.IdxX * TShape.Inputs;
        float sum = 0;
        for (int index = Group.IdxX; index < TShape.Inputs; index += Group.DimX)
            sum += weights[start + index] * weights[start + index];
        float norm = GroupReduction.Sum(sum, shared);
        if (Group.IdxX == 0)
            norms[Grid.IdxX] = norm;
    }
}

/// <summary>losses += strength · Σⱼ f′(zⱼ)² ‖Wⱼ‖², a group for each example.</summary>
internal readonly struct ContractionLoss<TActivation>(
    GpuBuffer kept, ArrayView<float> norms, ArrayView<float> losses, float strength, int size) : IKernel
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> kept = kept.View;
    private readonly int stride = kept.Stride;
    private readonly ArrayView<float> norms = norms;
    private readonly ArrayView<float> losses = losses;
    private readonly float strength = strength;
    private readonly int size = size;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float sum = 0;
        for (int index = Group.IdxX; index < size; index += Group.DimX)
        {
            float slope = TActivation.Derivative(kept[Grid.IdxX * stride + index]);
            sum += slope * slope * norms[index];
        }

        float penalty = strength * GroupReduction.Sum(sum, shared);
        if (Group.IdxX == 0)
            losses[Grid.IdxX] += penalty;
    }
}

/// <summary>The codes' gradient: that of f′(zⱼ)² by z is 2 f′ f″, of which f′ follows with the activation's own way
/// back.</summary>
/// <param name="scale">2 · strength / batch</param>
internal readonly struct ContractionCodes<TActivation>(
    RowsView kept,
    RowsView outputGradient,
    RowsView inputGradient,
    ArrayView<float> norms,
    float scale,
    BatchRows rows) : IKernel
    where TActivation : struct, IActivation
{
    private readonly RowsView kept = kept;
    private readonly RowsView outputGradient = outputGradient;
    private readonly RowsView inputGradient = inputGradient;
    private readonly ArrayView<float> norms = norms;
    private readonly float scale = scale;
    private readonly BatchRows rows = rows;

    public void Run()
    {
        for (int row = Threads.FirstRow; row < rows.Count; row += Threads.RowStride)
        {
            for (int index = Threads.First; index < rows.Length; index += Threads.Stride)
            {
                float curve = TActivation.SecondDerivative(kept[row, index]);
                inputGradient[row, index] = outputGradient[row, index] + scale * norms[index] * curve;
            }
        }
    }
}

/// <summary>The weights' gradient: scale · Σ over the batch of f′(zⱼ)² · Wⱼ, a group for each unit.</summary>
/// <param name="scale">2 · strength / batch</param>
internal readonly struct ContractionWeights<TShape, TActivation>(
    GpuBuffer kept, ArrayView<float> weights, ArrayView<float> weightsGradient, float scale, int batch, bool adds)
    : IKernel
    where TShape : struct, IDenseShape
    where TActivation : struct, IActivation
{
    private readonly ArrayView<float> kept = kept.View;
    private readonly int stride = kept.Stride;
    private readonly ArrayView<float> weights = weights;
    private readonly ArrayView<float> weightsGradient = weightsGradient;
    private readonly float scale = scale;
    private readonly int batch = batch;
    private readonly int adds = adds ? 1 : 0;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float sum = 0;
        for (int example = Group.IdxX; example < batch; example += Group.DimX)
        {
            float slope = TActivation.Derivative(kept[example * stride + Grid.IdxX]);
            sum += slope * slope;
        }

        float factor = scale * GroupReduction.Sum(sum, shared);
        int start = Grid.IdxX * TShape.Inputs;
        for (int index = start + Group.IdxX; index < start + TShape.Inputs; index += Group.DimX)
        {
            float gradient = factor * weights[index];
            weightsGradient[index] = adds == 0 ? gradient : weightsGradient[index] + gradient;
        }
    }
}
