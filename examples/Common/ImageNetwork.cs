using System.Diagnostics;
using NetDsl;

namespace Examples;

/// <summary>One of an example's networks.</summary>
/// <param name="Name">As <c>--network</c> names it.</param>
internal abstract record ImageNetwork(string Name)
{
    /// <summary>The probability of each class of one image.</summary>
    public delegate void Predictor<TModel>(TModel model, ReadOnlySpan<float> image, Span<float> probabilities);

    /// <returns>The exit status.</returns>
    public abstract int Run(ImageNetTask task);
}

/// <inheritdoc/>
/// <param name="Side">Height and width of its images.</param>
/// <param name="Classes">That it tells apart.</param>
/// <param name="Cost">Its parameters and multiply-adds, in words.</param>
/// <param name="Create">The network's <c>Create</c>.</param>
/// <param name="Schedule">Null where the file states none.</param>
/// <param name="Predict">The network's <c>Probabilities</c>.</param>
internal sealed record ImageNetwork<TModel>(
    string Name,
    int Side,
    int Classes,
    string Cost,
    Func<ulong, Device, TModel> Create,
    Schedule<TModel>? Schedule,
    ImageNetwork.Predictor<TModel> Predict) : ImageNetwork(Name)
    where TModel : Classifier<TModel, int>
{
    private const ulong DefaultSeed = 42;
    private const int TopClasses = 5;

    /// <inheritdoc/>
    public override int Run(ImageNetTask task)
    {
        ulong? seed = task.Options.Resume is null ? task.Options.Seed ?? DefaultSeed : task.Options.Seed;
        using TModel model = Create(seed ?? DefaultSeed, task.Device);
        Console.WriteLine($"{typeof(TModel).Name}: {Cost}, on {model.DeviceDescription}");
        if (task.Weights is { } weights)
        {
            model.Load(weights);
        }

        return task.Data is { } data ? Train(model, data, task.Options with { Seed = seed })
            : task.Image is { } image ? Show(model, image, task.Labels)
            : Measure(model);
    }

    private int Train(TModel model, string folder, RunOptions options)
    {
        if (Schedule is not { } schedule)
        {
            return Failure.Report($"{typeof(TModel).Name} has no schedule; write one in its .net file");
        }

        var data = ImageFolder.Load(folder, 3, Side, Side, Resize.Crop);
        Directory.CreateDirectory(options.OutputFolder);
        TrainingReport report = model.Run(schedule, data, ConsoleProgress.Default, options);
        if (report.Interrupted)
        {
            return 130;
        }

        string path = Path.Combine(options.OutputFolder, typeof(TModel).Name.ToLowerInvariant() + ".safetensors");
        model.Save(path);
        Console.WriteLine($"weights   {path}");
        return 0;
    }

    private int Show(TModel model, string path, string? labelFile)
    {
        string[] labels = labelFile is null ? [] : File.ReadAllLines(labelFile);
        var probabilities = new float[Classes];
        Predict(model, Image.Load(path, 3, Side, Side, Resize.Crop).ToArray(), probabilities);
        foreach (int label in Enumerable.Range(0, Classes).OrderByDescending(label => probabilities[label]).Take(TopClasses))
        {
            Console.WriteLine($"{probabilities[label],8:P1}  {(label < labels.Length ? labels[label] : $"class {label}")}");
        }

        return 0;
    }

    /// <summary>How long one image takes: the median of several, of noise.</summary>
    private int Measure(TModel model)
    {
        const int rounds = 5;
        var random = new Random(1);
        float[] image = [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => random.NextSingle())];
        var probabilities = new float[Classes];
        Predict(model, image, probabilities);
        var times = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Predict(model, image, probabilities);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Console.WriteLine($"one image: {times.Order().ElementAt(rounds / 2):f1} ms. Give it --data to train it, or --weights and --image.");
        return 0;
    }
}
