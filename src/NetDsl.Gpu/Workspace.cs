using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>What belongs to a batch: its examples, its activations and its results, in one arena that only
/// grows.</summary>
internal sealed class Workspace(Accelerator accelerator, ModelLayout layout) : IDisposable
{
    // losses and misclassifications: one each for an example, and a class in each column of the labels
    private const int ValuesOfResult = 2;

    private MemoryBuffer1D<float, Stride1D.Dense>? arena;
    private long inputs;
    private long outputs;
    private long targets;
    private long results;

    /// <summary>Values of an example.</summary>
    public int InputSize { get; } = layout.InputShape.Count;

    /// <summary>Values of an example's output.</summary>
    public int OutputSize => layout.OutputSize;

    /// <summary>Values of an example's targets.</summary>
    public int TargetSize => layout.TargetSize;

    /// <summary>Examples there is room for in inference.</summary>
    public int InferenceCapacity { get; private set; }

    /// <summary>Examples there is room for in training.</summary>
    public int TrainingCapacity { get; private set; }

    /// <summary>The smallest multiple of 16 floats that holds this many.</summary>
    public static long Align(long floats) => (floats + 15) / 16 * 16;

    /// <summary>Makes room; what lay there before is lost.</summary>
    /// <returns>The memory is new.</returns>
    public bool Reserve(int batch, bool training)
    {
        int inference = Math.Max(InferenceCapacity, batch);
        int train = training ? Math.Max(TrainingCapacity, batch) : TrainingCapacity;
        if (inference == InferenceCapacity && train == TrainingCapacity)
            return false;
        arena?.Dispose();
        arena = null;
        int capacity = Math.Max(inference, train);
        inputs = Math.Max((long)inference * layout.InferenceFloats, (long)train * layout.TrainingFloats);
        outputs = inputs + Align((long)capacity * InputSize);
        targets = outputs + Align((long)capacity * layout.OutputSize);
        results = targets + Align((long)capacity * layout.TargetSize);
        arena = accelerator.Allocate1D<float>(
            results + (ValuesOfResult + layout.LabelColumns) * Align(capacity) + Align(1));
        (InferenceCapacity, TrainingCapacity) = (inference, train);
        return true;
    }

    public ArrayView<float> Activations(ActivationSlot slot, int batch)
        => View((long)batch * slot.Offset + slot.Start, (batch - 1L) * slot.Stride + slot.Size);

    public ArrayView<float> Inputs(int batch) => View(inputs, (long)batch * InputSize);

    public ArrayView<float> Outputs(int batch) => View(outputs, (long)batch * layout.OutputSize);

    public ArrayView<float> Targets(int batch) => View(targets, (long)batch * layout.TargetSize);

    public ArrayView<int> Labels(int batch, int column) => View(Result(ValuesOfResult + column), batch).Cast<int>();

    /// <summary>[batch]: each example's loss.</summary>
    public ArrayView<float> Losses(int batch) => View(Result(0), batch);

    /// <summary>[batch]: 1 for a misclassified example, else 0.</summary>
    public ArrayView<float> Wrong(int batch) => View(Result(1), batch);

    /// <summary>[1]: 1 if all of the batch's losses are finite, else 0.</summary>
    public ArrayView<float> Finite => View(Result(ValuesOfResult + layout.LabelColumns), 1);

    public void Dispose() => arena?.Dispose();

    private long Result(int index) => results + index * Align(Math.Max(InferenceCapacity, TrainingCapacity));

    private ArrayView<float> View(long offset, long length)
        => ((ArrayView<float>)(arena ?? throw new InvalidOperationException("No memory is reserved yet.")).View)
            .SubView(offset, length);
}
