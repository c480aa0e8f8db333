using System.Runtime.InteropServices;

namespace NetDsl;

/// <summary>Room for a batch's examples in memory that does not move: filled by the loader, read by the device.</summary>
public sealed unsafe class Batch : IDisposable
{
    private float* inputs;
    private float* targets;
    private int* labels;

    /// <summary>Room for <paramref name="capacity"/> examples.</summary>
    /// <param name="inputSize">Values of an example.</param>
    /// <param name="targetSize">Values of a regression's target; 0 for classes.</param>
    /// <param name="labelColumns">Classes of an example: more than one where a network has several outputs.</param>
    public Batch(int capacity, int inputSize, int targetSize, int labelColumns = 1)
    {
        Capacity = capacity;
        InputSize = inputSize;
        TargetSize = targetSize;
        LabelColumns = labelColumns;
        inputs = (float*)NativeMemory.AlignedAlloc((nuint)capacity * (nuint)inputSize * sizeof(float), 64);
        labels = (int*)NativeMemory.AlignedAlloc((nuint)capacity * (nuint)Math.Max(labelColumns, 1) * sizeof(int), 64);
        targets = (float*)NativeMemory.AlignedAlloc((nuint)capacity * (nuint)Math.Max(targetSize, 1) * sizeof(float), 64);
    }

    /// <summary>Examples there is room for.</summary>
    public int Capacity { get; }

    /// <summary>Values of an example.</summary>
    public int InputSize { get; }

    /// <summary>Values of a regression's target; 0 for classes.</summary>
    public int TargetSize { get; }

    /// <summary>Classes of an example.</summary>
    public int LabelColumns { get; }

    /// <summary>Examples in the batch now.</summary>
    public int Count { get; set; }

    /// <summary>[Capacity, InputSize]</summary>
    public Span<float> Inputs => new(Held(inputs), checked(Capacity * InputSize));

    /// <summary>[Capacity]: class indices, of a network with several outputs the first one's.</summary>
    public Span<int> Labels => LabelsOf(0);

    /// <summary>[Capacity]: the class indices of one of the outputs that have classes.</summary>
    public Span<int> LabelsOf(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Math.Max(LabelColumns, 1), nameof(column));
        return new((int*)Held((float*)labels) + ((nint)column * Capacity), Capacity);
    }

    /// <summary>[Capacity, TargetSize]</summary>
    public Span<float> Targets => new(Held(targets), checked(Capacity * TargetSize));

    internal float* InputPointer => inputs;

    internal float* TargetPointer => targets;

    internal int* LabelPointer => labels;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(inputs);
        NativeMemory.AlignedFree(targets);
        NativeMemory.AlignedFree(labels);
        inputs = targets = null;
        labels = null;
    }

    // nothing that is freed is read
    private float* Held(float* memory)
    {
        ObjectDisposedException.ThrowIf(memory == null, this);
        return memory;
    }
}
