using System.Diagnostics;
using NetDsl.Compiler;
using NetDsl.Compiler.Binding;

namespace NetDsl.Benchmarks.Networks;

/// <summary>One of the examples' networks at its full size: same weights and images, ours and libtorch.</summary>
/// <param name="File">Its <c>.net</c> file, from the folder of the examples.</param>
internal sealed record NetworkComparison(string Name, string File, Func<ulong, Device, Model> Create)
{
    /// <summary>Of a tensor's largest value: sums of up to a million terms in different orders, through up to 60 layers.</summary>
    public const double Tolerance = 2e-3;

    private const int Seed = 7;

    /// <summary>Two images: sums over a batch count, and the larger networks still fit.</summary>
    private const int Count = 2;

    public static IReadOnlyList<NetworkComparison> All { get; } =
    [
        new("alexnet", "AlexNet/alexnet.net", AlexNet.Create),
        new("alexnet-whole", "AlexNet/whole.net", AlexNetWhole.Create),
        new("vgg16", "Vgg/vgg.net", Vgg16.Create),
        new("vgg19", "Vgg/vgg.net", Vgg19.Create),
        new("googlenet", "GoogLeNet/googlenet.net", GoogLeNet.Create),
    ];

    /// <summary>The largest differences, of outputs and of all gradients.</summary>
    /// <param name="examples">The examples' folder.</param>
    public ComparisonResult Run(string examples)
    {
        using var model = Create(Seed, Device.Cpu);
        var network = Compilation.Compile(System.IO.File.ReadAllText(Path.Combine(examples, File))).Networks
            .Single(network => network.Name == model.ModelLayout.Name);
        var random = new Random(Seed);
        float[] inputs = [.. Enumerable.Range(0, Count * model.InputCount).Select(_ => 2 * random.NextSingle() - 1)];
        int[] labels = [.. Enumerable.Range(0, Count).Select(_ => random.Next(model.ModelLayout.OutputSize))];
        var position = new RandomPosition(Seed, 3);
        using var torch = new TorchInterpreter(network, Parameters(model), position);

        var outputs = new float[Count * model.ModelLayout.OutputSize];
        model.Executor.Reserve(Count, training: false);
        model.Executor.Infer(inputs, Count, outputs);
        var outputDifference = Difference(torch.Infer(inputs, Count), outputs);

        var clock = Stopwatch.StartNew();
        var loss = Differentiate(model, inputs, labels, position);
        var ours = clock.Elapsed;
        clock.Restart();
        var expected = torch.Differentiate(inputs, Count, labels);
        var worst = Worst(model, torch);
        return new ComparisonResult(
            Name, outputDifference, Math.Abs(loss - expected) / expected, worst.Difference, worst.Name, ours, clock.Elapsed);
    }

    private static double Differentiate(Model model, float[] inputs, int[] labels, RandomPosition position)
    {
        using var batch = new Batch(Count, model.InputCount, targetSize: 0) { Count = Count };
        inputs.CopyTo(batch.Inputs);
        labels.CopyTo(batch.Labels);
        return model.Executor.Differentiate(batch, position).Loss / Count;
    }

    private static Dictionary<string, (int[] Sizes, float[] Values)> Parameters(Model model) => model.Parameters.ToDictionary(
        parameter => parameter.Name, parameter => (parameter.Shape.Sizes.ToArray(), parameter.ToArray()));

    private static (string Name, double Difference) Worst(Model model, TorchInterpreter torch)
    {
        var gradients = new float[model.ModelLayout.ParameterFloats];
        model.Executor.ReadGradients(gradients);
        return model.ModelLayout.Parameters
            .Where(parameter => torch.Parameters[parameter.Name].grad is not null)
            .Select(parameter => (parameter.Name, Difference(
                [.. torch.Parameters[parameter.Name].grad!.data<float>()],
                gradients.AsSpan(parameter.Offset, parameter.Shape.Count))))
            .MaxBy(pair => pair.Item2);
    }

    /// <summary>The largest difference, as a share of the largest value.</summary>
    private static double Difference(float[] expected, ReadOnlySpan<float> found)
    {
        double largest = 1e-30, difference = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(expected[i]));
            difference = Math.Max(difference, Math.Abs((double)expected[i] - found[i]));
        }

        return difference / largest;
    }
}

/// <summary>How far ours and libtorch are apart: differences as shares of a tensor's largest value.</summary>
/// <param name="Worst">The parameter whose gradient differs most.</param>
/// <param name="Ours">For forward and backward, the first time, with what has to be compiled.</param>
internal sealed record ComparisonResult(
    string Name, double Outputs, double Loss, double Gradients, string Worst, TimeSpan Ours, TimeSpan Theirs)
{
    public bool Agrees => Math.Max(Math.Max(Outputs, Loss), Gradients) <= NetworkComparison.Tolerance;
}
