using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Of a hidden unit the slopes of the data's and of the model's sums, and those added up: the bias's gradient.
/// A group for each unit.</summary>
/// <param name="biasGradient">[units], or none.</param>
internal readonly struct HiddenContrast(
    GpuBuffer data,
    GpuBuffer model,
    GpuBuffer dataSlope,
    GpuBuffer modelSlope,
    GpuBuffer biasGradient,
    SparsityTerm sparsity,
    int examples) : IKernel
{
    private readonly int dataStride = data.Stride;
    private readonly int modelStride = model.Stride;
    private readonly int dataSlopeStride = dataSlope.Stride;
    private readonly int modelSlopeStride = modelSlope.Stride;
    private readonly int hasBias = biasGradient.Exists ? 1 : 0;
    private readonly int examples = examples;
    private readonly ArrayView<float> data = data.View;
    private readonly ArrayView<float> model = model.View;
    private readonly ArrayView<float> dataSlope = dataSlope.View;
    private readonly ArrayView<float> modelSlope = modelSlope.View;
    private readonly ArrayView<float> biasGradient = biasGradient.Exists ? biasGradient.View : dataSlope.View;
    private readonly SparsityTerm sparsity = sparsity;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int unit = Grid.IdxX;
        float scale = 1f / examples;
        float dataSum = Column.Sum(data, unit, dataStride, examples, shared);
        float modelSum = Column.Sum(model, unit, modelStride, examples, shared);
        float shift = sparsity.Shift(unit, dataSum * scale);
        for (int example = Group.IdxX; example < examples; example += Group.DimX)
        {
            float ofData = data[example * dataStride + unit];
            float ofModel = model[example * modelStride + unit];
            dataSlope[example * dataSlopeStride + unit] = (shift - ofData) * scale;
            modelSlope[example * modelSlopeStride + unit] = ofModel * scale;
        }

        if (Group.IdxX == 0)
        {
            sparsity.Tell(unit, dataSum * scale);
            if (hasBias != 0)
                biasGradient[unit] = (modelSum - dataSum) * scale + shift;
        }
    }
}

/// <summary>The gradient of a visible unit's bias: the mean over the examples of model − data. A group for each
/// unit.</summary>
internal readonly struct VisibleContrast(GpuBuffer data, GpuBuffer model, GpuBuffer gradient, int examples) : IKernel
{
    private readonly ArrayView<float> data = data.View;
    private readonly int dataStride = data.Stride;
    private readonly ArrayView<float> model = model.View;
    private readonly int modelStride = model.Stride;
    private readonly ArrayView<float> gradient = gradient.View;
    private readonly int examples = examples;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float modelSum = Column.Sum(model, Grid.IdxX, modelStride, examples, shared);
        float dataSum = Column.Sum(data, Grid.IdxX, dataStride, examples, shared);
        if (Group.IdxX == 0)
            gradient[Grid.IdxX] = (modelSum - dataSum) / examples;
    }
}

/// <summary>What a target for the hidden units' mean activation adds to the slope of their sums.</summary>
/// <param name="activity">The running means before this batch; none for no target.</param>
/// <param name="ofBatch">Where the batch's own means go.</param>
/// <param name="any">What stands for tensors that are not there.</param>
internal readonly struct SparsityTerm(
    float target, float weight, float momentum, GpuBuffer activity, GpuBuffer ofBatch, GpuBuffer any)
{
    private readonly float target = target;
    private readonly float weight = weight;
    private readonly float momentum = momentum;
    private readonly ArrayView<float> activity = activity.Exists ? activity.View : any.View;
    private readonly ArrayView<float> ofBatch = activity.Exists ? ofBatch.View : any.View;
    private readonly int exists = activity.Exists ? 1 : 0;

    /// <param name="mean">The batch's.</param>
    public float Shift(int unit, float mean)
    {
        if (exists == 0)
            return 0;
        float running = activity[unit] + momentum * (mean - activity[unit]);
        return weight * (running - target);
    }

    public void Tell(int unit, float mean)
    {
        if (exists != 0)
            ofBatch[unit] = mean;
    }
}

internal static class Column
{
    /// <summary>The sum of one unit over the examples; by all threads of the group.</summary>
    public static float Sum(ArrayView<float> values, int unit, int stride, int examples, ArrayView<float> shared)
    {
        float sum = 0;
        for (int example = Group.IdxX; example < examples; example += Group.DimX)
            sum += values[example * stride + unit];
        return GroupReduction.Sum(sum, shared);
    }
}
