namespace NetDsl;

/// <summary>A network on a device: its learnt values and what runs it. Generated classes derive from
/// <see cref="Classifier{TSelf, TLabel}"/> or <see cref="Regressor{TSelf}"/>.</summary>
/// <remarks>For one thread at a time: another that uses it meanwhile gets an <see cref="InvalidOperationException"/>.
/// Threads have one each, which share the memory of the weights: see <see cref="Model{TSelf}.Fork"/> and
/// <see cref="ModelPool{TModel}"/>.</remarks>
public abstract class Model : IDisposable
{
    private readonly ParameterTensor[] parameters;
    private readonly InputReader reader;
    private readonly ModelUse use;

    // made at the first use: predictions do without
    private float[]? hostParameters;

    private protected Model(ModelLayout layout, ulong seed, Device device)
        : this(layout, seed, device, executor: null)
    {
        Executor = CreateExecutor(device);
        var first = new float[layout.ParameterFloats];
        ParameterInitializer.Initialize(layout, seed, first);
        Executor.WriteParameters(first);
    }

    private protected Model(Model origin)
        : this(origin.ModelLayout, origin.Seed, origin.Device, origin.Executor.Fork()) =>
        StageParameters.Reset(origin.StageParameters.All);

    private Model(ModelLayout layout, ulong seed, Device device, Executor? executor)
    {
        (ModelLayout, Seed, Device, Executor) = (layout, seed, device, executor!);
        use = new ModelUse(layout.Name);
        InputCount = layout.InputShape.Count;
        reader = new InputReader(layout.InputShape, layout.Preparation);
        parameters = Array.ConvertAll(layout.Parameters, parameter => new ParameterTensor(this, parameter));
    }

    /// <summary>The seed that the parameters started from.</summary>
    public ulong Seed { get; }

    /// <summary>The device in words, with what was found: <c>CPU, 2 threads, 512-bit</c>.</summary>
    public string DeviceDescription => Executor.Description;

    /// <summary>All tensors: weights, biases, running statistics, constants of the file.</summary>
    public IReadOnlyList<ParameterTensor> Parameters => parameters;

    internal ModelLayout ModelLayout { get; }

    /// <summary>As asked for.</summary>
    internal Device Device { get; }

    /// <summary>What stages have learnt beside the network's own parameters: a decoder's biases, a Boltzmann machine's
    /// visible ones.</summary>
    internal StageParameters StageParameters { get; } = new();

    internal Executor Executor { get; }

    internal int InputCount { get; }

    /// <summary>Writes weights, biases and running statistics as a safetensors file, which other libraries read
    /// too, with a checksum and the classes' names in its metadata.</summary>
    /// <remarks>Written beside it and then renamed: what was there stays whole if writing fails.</remarks>
    /// <exception cref="WeightsException">The file cannot be written; the message says what to do.</exception>
    public void Save(string path)
    {
        using var scope = Use();
        ModelWeights.Save(this, path);
    }

    /// <summary>Replaces weights, biases and running statistics by those of a safetensors file: all, or on any error
    /// none.</summary>
    /// <param name="path">A file of this network; where layers are left out, of another, too.</param>
    /// <param name="except">Layers that keep their values, such as a new head: <c>except: [model.Fc8]</c>. What the
    /// file has for them is skipped; all else must fit.</param>
    /// <returns>What was loaded and what not.</returns>
    /// <remarks>Tensors are read as 32-bit floats (F32); what the file has in other types is an error only where the
    /// network takes it. Whole numbers that only the file has, such as PyTorch's <c>num_batches_tracked</c>, are
    /// skipped. A checksum that <see cref="Save"/> wrote is tested; files of other programs need none.</remarks>
    /// <exception cref="WeightsException">The file is missing, damaged or of another network, or has values that are
    /// infinite or not a number; the message names every tensor that does not fit, with both shapes.</exception>
    /// <exception cref="ArgumentException">A layer is another model's.</exception>
    public LoadReport Load(string path, params ReadOnlySpan<ILayerParameters> except)
    {
        using var scope = Use();
        var names = new List<string>();
        foreach (ILayerParameters layer in except)
        {
            foreach (ParameterTensor tensor in layer.Tensors)
            {
                names.Add(tensor.IsOf(this) ? LayerNames.LayerOf(tensor.Name) : throw new ArgumentException(
                    $"{tensor.Name} is of another model: name layers of the one that loads", nameof(except)));
            }
        }

        string? network = names.Count > 0 ? null : ModelLayout.Name;
        return ModelWeights.Load(this, path, new LayerNames(ModelLayout, names), network);
    }

    /// <inheritdoc cref="Load(string, ReadOnlySpan{ILayerParameters})"/>
    /// <remarks>For C# 12, whose <c>params</c> are arrays.</remarks>
    public LoadReport Load(string path, params ILayerParameters[] except) => Load(path, except.AsSpan());

    /// <summary>The same of a file that was saved when the network had another name.</summary>
    /// <param name="path">A file of that network; its tensors must all fit.</param>
    /// <param name="renamedFrom">The network's former name, which the file states.</param>
    /// <returns>What was loaded.</returns>
    /// <exception cref="WeightsException">The file is missing, damaged or of another network.</exception>
    public LoadReport Load(string path, string renamedFrom)
    {
        using var scope = Use();
        ArgumentException.ThrowIfNullOrWhiteSpace(renamedFrom);
        return ModelWeights.Load(this, path, LayerNames.None(ModelLayout), renamedFrom);
    }

    /// <summary>An image's values as the network reads them: 0 … 1, or as the network's file states for its
    /// input.</summary>
    /// <param name="values">[input size]: what predictions take.</param>
    /// <exception cref="ShapeException">The image is not of the input's shape, or <paramref name="values"/> not of
    /// its size.</exception>
    public void Prepare(Image image, Span<float> values)
    {
        ReadOnlySpan<int> sizes = ModelLayout.InputShape.Sizes;
        bool fits = sizes.Length == 3
            ? (image.Channels, image.Height, image.Width) == (sizes[0], sizes[1], sizes[2])
            : image.Count == InputCount;
        if (!fits)
        {
            throw new ShapeException(
                $"{ModelLayout.Name}'s input takes {ModelLayout.InputShape}, {InputCount:N0} values, but the image is " +
                $"{image.Channels}×{image.Height}×{image.Width}, {image.Count:N0} values");
        }

        if (values.Length != InputCount)
        {
            throw ShapeException.Count(
                "the image's values", ModelLayout.InputShape.ToString(), InputCount, values.Length);
        }

        image.CopyTo(values);
        reader.Prepare(values);
    }

    /// <summary>Frees the device's memory and its threads; waits for a use by another thread.</summary>
    /// <exception cref="InvalidOperationException">This thread uses it: it is called from a run's progress.</exception>
    public void Dispose()
    {
        use.Close(Executor.Dispose);
        GC.SuppressFinalize(this);
    }

    /// <summary>What runs the network: called once, from the constructor.</summary>
    protected abstract Executor CreateExecutor(Device device);

    /// <summary>The tensor with this number.</summary>
    protected ParameterTensor Parameter(int index) => parameters[index];

    /// <summary>An image's values as the network reads them, in memory that the next call reuses.</summary>
    /// <returns>[input size]</returns>
    /// <exception cref="ShapeException">It is not of the input's shape.</exception>
    protected ReadOnlySpan<float> ValuesOf(Image image)
    {
        Span<float> values = ThreadBuffers.Inputs(InputCount);
        Prepare(image, values);
        return values;
    }

    /// <summary>Runs the network on one or more inputs.</summary>
    /// <param name="inputs">[count, input size]</param>
    /// <param name="outputs">[count, output size]: probabilities for softmax, values for linear outputs.</param>
    /// <exception cref="ShapeException">The sizes do not fit the network or each other.</exception>
    protected void PredictInto(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        using var scope = Use();
        int count = inputs.Length / InputCount;
        if (count == 0 || inputs.Length != count * InputCount)
        {
            throw ShapeException.Count(
                $"{ModelLayout.Name}'s input", ModelLayout.InputShape.ToString(), InputCount, inputs.Length);
        }

        if (outputs.Length != count * ModelLayout.OutputSize)
        {
            throw ShapeException.Count(
                $"{ModelLayout.Name}'s output for {count:N0} inputs",
                $"{count}×{ModelLayout.OutputSize}",
                (long)count * ModelLayout.OutputSize,
                outputs.Length);
        }

        int room = Math.Min(count, Evaluator.Batch);
        Executor.Reserve(room, training: false);
        for (int start = 0; start < count; start += room)
        {
            int part = Math.Min(room, count - start);
            Executor.Infer(
                inputs.Slice(start * InputCount, part * InputCount),
                part,
                outputs.Slice(start * ModelLayout.OutputSize, part * ModelLayout.OutputSize));
        }
    }

    /// <summary>Begins a use by this thread, which ends when the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The model is disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses it.</exception>
    internal ModelUse.Scope Use() => use.Enter();

    /// <summary>Begins a training, the same way.</summary>
    internal ModelUse.Scope UseForRun() => use.EnterRun();

    /// <summary>All parameters, in memory that the next call reuses.</summary>
    internal Span<float> ReadParameters()
    {
        using var scope = Use();
        hostParameters ??= new float[ModelLayout.ParameterFloats];
        Executor.ReadParameters(hostParameters);
        return hostParameters;
    }

    internal void WriteParameters(ReadOnlySpan<float> values)
    {
        using var scope = Use();
        Executor.WriteParameters(values);
    }

    /// <summary>Whether it is a fork with the same weights in the same memory, and not disposed.</summary>
    internal bool SharesWeightsWith(Model other) => !use.IsClosed && Executor.SharesWeightsWith(other.Executor);

    /// <summary>Checks that examples fit the network, and measures it on them.</summary>
    internal abstract Evaluation EvaluateExamples(ExampleSet examples, CancellationToken cancellation);
}
