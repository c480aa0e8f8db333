using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>What belongs to a batch: its examples, its activations and its results, in one arena that only
/// grows.</summary>
internal sealed class Workspace(GpuDevice device, ModelLayout layout) : IDisposable
{
    // losses and misclassifications: one each for an example, and a class in each column of the labels
    private const int ValuesOfResult = 2;

    // of a launch: far more than any device's 16 groups of 256 for each multiprocessor
    private const int MostThreads = 1 << 24;

    private MemoryBuffer1D<float, Stride1D.Dense>? arena;
    private long inputs;
    private long outputs;
    private long targets;
    private long results;

    // the largest batch that inference was to have room for: there may be room for less
    private int largestAsked;

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

    /// <summary>Examples of the largest batch whose values kernels can count: they do so in 32 bits, and one more round
    /// of all threads may not pass the end.</summary>
    public int LargestBatch { get; } = (int)Math.Min(
        (int.MaxValue - MostThreads) / Math.Max(1L, LargestTensor(layout)), int.MaxValue - MostThreads);

    /// <summary>Makes room; what lay there before is lost. Inference that there is no room for goes in smaller
    /// batches.</summary>
    /// <returns>The memory is new.</returns>
    /// <exception cref="DeviceException">There is not enough memory, or a batch to train on has more values than
    /// kernels can count; the message says which batch works.</exception>
    public bool Reserve(int batch, bool training)
    {
        if (training && batch > LargestBatch)
        {
            throw new DeviceException(
                $"A batch of {batch} examples is too large for {layout.Name} on a GPU, whose kernels count values in "
                + $"32 bits: its largest tensor has {LargestTensor(layout)} values an example. "
                + $"{Advice(LargestBatch, batch)}");
        }

        // every prediction comes by here: the device is asked only for more than ever before
        int inference = training ? batch : batch <= largestAsked ? 0 : Fitting(batch);
        inference = Math.Max(inference, InferenceCapacity);
        int train = training ? Math.Max(TrainingCapacity, batch) : TrainingCapacity;
        int asked = Math.Max(largestAsked, batch);
        largestAsked = asked;
        if (inference == InferenceCapacity && train == TrainingCapacity)
            return false;
        arena?.Dispose();
        arena = null;
        (InferenceCapacity, TrainingCapacity, largestAsked) = (0, 0, 0);
        int capacity = Math.Max(inference, train);
        inputs = Math.Max((long)inference * layout.InferenceFloats, (long)train * layout.TrainingFloats);
        outputs = inputs + Align((long)capacity * InputSize);
        targets = outputs + Align((long)capacity * layout.OutputSize);
        results = targets + Align((long)capacity * layout.TargetSize);
        arena = device.Allocate(
            Floats(inference, train),
            training ? $"A batch of {batch} examples for training {layout.Name}" : $"One example of {layout.Name}",
            free => training ? Advice(Largest(free, training: true), batch) : "Use a device with more, or Device.Cpu.");
        (InferenceCapacity, TrainingCapacity, largestAsked) = (inference, train, asked);
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

    // one at least: whether that fits, the allocation says
    private int Fitting(int batch)
    {
        long free = device.FreeMemory + (arena?.LengthInBytes ?? 0);
        return Math.Max(1, Math.Min(Math.Min(batch, LargestBatch), Largest(free, training: false)));
    }

    /// <summary>The largest batch that fits into so many bytes; 0 for none.</summary>
    private int Largest(long bytes, bool training)
    {
        int fits = 0;
        for (int step = 1 << 30; step > 0; step >>= 1)
        {
            int batch = fits + step;
            if (batch <= LargestBatch && Floats(batch, training ? batch : 0) * sizeof(float) <= bytes)
                fits = batch;
        }

        return fits;
    }

    private static string Advice(int largest, int wanted) => largest == 0
        ? "Not even one example fits: use a device with more memory, or Device.Cpu."
        : $"At most 'batch {largest}' works: for updates over as many examples, add 'accumulate "
            + $"{(wanted - 1) / largest + 1}' to the stage.";

    private static long LargestTensor(ModelLayout layout) => layout.LargestTensor > 0
        ? Math.Max(layout.LargestTensor, layout.OutputSize)
        : Math.Max(Math.Max(layout.InferenceFloats, layout.TrainingFloats), layout.InputShape.Count);

    private long Floats(int inference, int train)
    {
        long capacity = Math.Max(inference, train);
        return Math.Max((long)inference * layout.InferenceFloats, (long)train * layout.TrainingFloats)
            + Align(capacity * InputSize) + Align(capacity * layout.OutputSize) + Align(capacity * layout.TargetSize)
            + (ValuesOfResult + layout.LabelColumns) * Align(capacity) + Align(1);
    }

    private long Result(int index) => results + index * Align(Math.Max(InferenceCapacity, TrainingCapacity));

    private ArrayView<float> View(long offset, long length)
        => ((ArrayView<float>)(arena ?? throw new InvalidOperationException("No memory is reserved yet.")).View)
            .SubView(offset, length);
}
