using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>norms[j] = ‖Wⱼ‖²: see <see cref="ContractivePenalty"/>.</summary>
internal readonly unsafe struct RowNormsKernel(int rows, int columns, float* weights, float* norms) : IKernel
{
    private const int RowsOfTask = 64;

    public int Tasks => (rows + RowsOfTask - 1) / RowsOfTask;

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int end = Math.Min(rows, (task + 1) * RowsOfTask);
        for (int row = task * RowsOfTask; row < end; row++)
        {
            norms[row] = Elementwise.SumOfSquares<TLanes, TVector>(weights + ((nint)row * columns), columns);
        }
    }
}

/// <summary>losses += strength · Σⱼ f′(zⱼ)² ‖Wⱼ‖²: an example a task.</summary>
internal readonly unsafe struct ContractionLossKernel<TActivation>(
    int size, float strength, TensorBuffer kept, float* norms, float* losses) : IKernel
    where TActivation : struct, IActivation
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int whole = size - (size % TLanes.Count);
        float* row = kept.Example(task);
        losses[task] += strength * (Sum<TLanes, TVector>(row, 0, whole) + Sum<LanesScalar, float>(row, whole, size));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float Sum<TLanes, TVector>(float* row, int start, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sum = TLanes.Broadcast(0);
        for (int i = start; i < end; i += TLanes.Count)
        {
            TVector slope = TActivation.Differentiate<TLanes, TVector>(TLanes.Load(row + i), TLanes.Broadcast(1));
            sum = TLanes.MultiplyAdd(TLanes.Multiply(slope, slope), TLanes.Load(norms + i), sum);
        }

        return TLanes.Sum(sum);
    }
}

/// <summary>The codes' gradient: that of f′(zⱼ)² by z is 2 f′ f″, of which f′ follows with the activation's own way
/// back. An example a task.</summary>
/// <param name="scale">2 · strength / batch</param>
internal readonly unsafe struct ContractionCodesKernel<TActivation>(
    int size, float scale, TensorBuffer kept, float* norms, TensorBuffer outputGradient, TensorBuffer inputGradient)
    : IKernel
    where TActivation : struct, IActivation
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int whole = size - (size % TLanes.Count);
        Add<TLanes, TVector>(task, 0, whole);
        Add<LanesScalar, float>(task, whole, size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add<TLanes, TVector>(int example, int start, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* row = kept.Example(example);
        float* from = outputGradient.Example(example);
        float* to = inputGradient.Example(example);
        TVector factor = TLanes.Broadcast(scale);
        for (int i = start; i < end; i += TLanes.Count)
        {
            TVector curve = TActivation.SecondDerivative<TLanes, TVector>(TLanes.Load(row + i));
            TVector norm = TLanes.Multiply(factor, TLanes.Load(norms + i));
            TLanes.Store(to + i, TLanes.MultiplyAdd(norm, curve, TLanes.Load(from + i)));
        }
    }
}

/// <summary>The weights' gradient: scale · Σ over the batch of f′(zⱼ)² · Wⱼ. A stretch of units a task.</summary>
/// <param name="scale">2 · strength / batch</param>
internal readonly unsafe struct ContractionWeightsKernel<TShape, TActivation>(
    Machine machine, int examples, float scale, TensorBuffer kept, float* weights, float* weightsGradient, bool adds)
    : IKernel
    where TShape : struct, IDenseShape
    where TActivation : struct, IActivation
{
    private const int UnitsOfTask = 64;

    public int Tasks => (TShape.Outputs + UnitsOfTask - 1) / UnitsOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * UnitsOfTask;
        int units = Math.Min(UnitsOfTask, TShape.Outputs - first);
        float* sums = machine.Scratch(worker, UnitsOfTask);
        new Span<float>(sums, units).Clear();
        int whole = units - (units % TLanes.Count);
        for (int example = 0; example < examples; example++)
        {
            float* row = kept.Example(example) + first;
            AddSquares<TLanes, TVector>(row, sums, 0, whole);
            AddSquares<LanesScalar, float>(row, sums, whole, units);
        }

        for (int unit = 0; unit < units; unit++)
        {
            nint start = (nint)(first + unit) * TShape.Inputs;
            if (!adds)
            {
                new Span<float>(weightsGradient + start, TShape.Inputs).Clear();
            }

            Elementwise.AddScaled<TLanes, TVector>(
                weightsGradient + start, weights + start, scale * sums[unit], TShape.Inputs);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddSquares<TLanes, TVector>(float* row, float* sums, int start, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int i = start; i < end; i += TLanes.Count)
        {
            TVector slope = TActivation.Differentiate<TLanes, TVector>(TLanes.Load(row + i), TLanes.Broadcast(1));
            TLanes.Store(sums + i, TLanes.MultiplyAdd(slope, slope, TLanes.Load(sums + i)));
        }
    }
}
