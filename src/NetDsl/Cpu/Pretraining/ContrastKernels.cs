using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Of some hidden units the slopes of the data's and of the model's sums, and those added up: the bias's
/// gradient.</summary>
/// <param name="biasGradient">[units], or null.</param>
internal readonly unsafe struct HiddenContrastKernel(
    int examples,
    int units,
    TensorBuffer data,
    TensorBuffer model,
    TensorBuffer dataSlope,
    TensorBuffer modelSlope,
    float* biasGradient,
    SparsityTerm sparsity) : IKernel
{
    private const int UnitsOfTask = 128;

    public int Tasks => (units + UnitsOfTask - 1) / UnitsOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * UnitsOfTask;
        int count = Math.Min(UnitsOfTask, units - first);
        float* shift = stackalloc float[UnitsOfTask];
        float* modelSum = stackalloc float[UnitsOfTask];
        new Span<float>(shift, count).Clear();
        new Span<float>(modelSum, count).Clear();
        for (int example = 0; example < examples; example++)
        {
            Elementwise.Add<TLanes, TVector>(shift, data.Example(example) + first, count);
            Elementwise.Add<TLanes, TVector>(modelSum, model.Example(example) + first, count);
        }

        float scale = 1f / examples;
        for (int i = 0; i < count; i++)
        {
            float dataSum = shift[i];
            shift[i] = sparsity.Shift(first + i, dataSum * scale);
            if (biasGradient is not null)
            {
                biasGradient[first + i] = ((modelSum[i] - dataSum) * scale) + shift[i];
            }
        }

        for (int example = 0; example < examples; example++)
        {
            Slope<TLanes, TVector>(
                data.Example(example) + first, shift, scale, dataSlope.Example(example) + first, count);
            Slope<TLanes, TVector>(
                model.Example(example) + first, null, -scale, modelSlope.Example(example) + first, count);
        }
    }

    /// <summary>slope = (shift − means) · scale</summary>
    /// <param name="shift">Null for zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Slope<TLanes, TVector>(float* means, float* shift, float scale, float* slope, int count)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector factor = TLanes.Broadcast(scale);
        TVector zero = TLanes.Broadcast(0);
        int i = 0;
        for (; i <= count - TLanes.Count; i += TLanes.Count)
        {
            TVector from = shift is null ? zero : TLanes.Load(shift + i);
            TLanes.Store(slope + i, TLanes.Multiply(TLanes.Subtract(from, TLanes.Load(means + i)), factor));
        }

        for (; i < count; i++)
        {
            slope[i] = ((shift is null ? 0 : shift[i]) - means[i]) * scale;
        }
    }
}

/// <summary>The gradient of some visible units' biases: the mean over the examples of model − data.</summary>
internal readonly unsafe struct VisibleContrastKernel(
    int examples, int units, TensorBuffer data, TensorBuffer model, float* gradient) : IKernel
{
    private const int UnitsOfTask = 128;

    public int Tasks => (units + UnitsOfTask - 1) / UnitsOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * UnitsOfTask;
        int count = Math.Min(UnitsOfTask, units - first);
        float* sums = gradient + first;
        float* dataSums = stackalloc float[UnitsOfTask];
        new Span<float>(sums, count).Clear();
        new Span<float>(dataSums, count).Clear();
        for (int example = 0; example < examples; example++)
        {
            Elementwise.Add<TLanes, TVector>(sums, model.Example(example) + first, count);
            Elementwise.Add<TLanes, TVector>(dataSums, data.Example(example) + first, count);
        }

        float scale = 1f / examples;
        for (int i = 0; i < count; i++)
        {
            sums[i] = (sums[i] - dataSums[i]) * scale;
        }
    }
}
