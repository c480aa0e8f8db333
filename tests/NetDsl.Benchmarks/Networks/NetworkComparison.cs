using System.Diagnostics;
using NetDsl.Compiler;
using NetDsl.Compiler.Binding;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Networks;

/// <summary>One of the examples' networks at its full size: same weights and images, ours and libtorch.</summary>
/// <param name="File">Its <c>.net</c> file, from the folder of the examples.</param>
internal sealed record NetworkComparison(string Name, string File, Func<ulong, Device, Model> Create)
{
    /// <summary>Of the outputs and the loss: sums of up to a million terms in different orders, through up to 60 layers.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Of the gradients. Of millions of rectifiers and maxima a handful lie within rounding of where their derivative
    /// jumps, and go another way in another order of summation: how much that is, libtorch says, against itself in
    /// double precision.</summary>
    public const double GradientTolerance = 2e-2;

    /// <summary>Two images: sums over a batch count, and the larger networks still fit.</summary>
    private const int Count = 2;

    public static IReadOnlyList<NetworkComparison> All { get; } =
    [
        new("alexnet", "AlexNet/alexnet.net", AlexNet.Create),
        new("alexnet-whole", "AlexNet/whole.net", AlexNetWhole.Create),
        new("vgg16", "Vgg/vgg.net", Vgg16.Create),
        new("vgg19", "Vgg/vgg.net", Vgg19.Create),
        new("googlenet", "GoogLeNet/googlenet.net", GoogLeNet.Create),
        new("resnet50", "ResNet50/resnet50.net", ResNet50.Create),
        new("resnet50b", "ResNet50/resnet50.net", ResNet50B.Create),
    ];

    /// <summary>The largest differences, of outputs and of all gradients.</summary>
    /// <param name="examples">The examples' folder.</param>
    /// <param name="seed">Decides weights, images and labels.</param>
    public ComparisonResult Run(string examples, int seed)
    {
        using var model = Create((ulong)seed, NetDsl.Device.Cpu);
        var network = Compilation.Compile(System.IO.File.ReadAllText(Path.Combine(examples, File))).Networks
            .Single(network => network.Name == model.ModelLayout.Name);
        var random = new Random(seed);
        float[] inputs = [.. Enumerable.Range(0, Count * model.InputCount).Select(_ => 2 * random.NextSingle() - 1)];
        int[] labels = [.. Enumerable.Range(0, Count).Select(_ => random.Next(model.ModelLayout.OutputSize))];
        var position = new RandomPosition((ulong)seed, 3);
        var parameters = Parameters(model);
        using var torch = new TorchInterpreter(network, parameters);
        using var exact = new TorchInterpreter(network, parameters, ScalarType.Float64);

        var outputs = new float[Count * model.ModelLayout.OutputSize];
        model.Executor.Reserve(Count, training: false);
        model.Executor.Infer(inputs, Count, outputs);
        var outputDifference = Difference(exact.Infer(inputs, Count), outputs);

        var clock = Stopwatch.StartNew();
        var loss = Differentiate(model, inputs, labels, position);
        var ours = clock.Elapsed;
        clock.Restart();
        torch.Differentiate(inputs, Count, labels, position);
        var theirs = clock.Elapsed;
        var expected = exact.Differentiate(inputs, Count, labels, position);
        var gradients = new float[model.ModelLayout.ParameterFloats];
        model.Executor.ReadGradients(gradients);
        var worst = Worst(model, exact, parameter => gradients.AsSpan(parameter.Offset, parameter.Shape.Count).ToArray());
        return new ComparisonResult(Name, outputDifference, Math.Abs(loss - expected) / expected, worst.Difference, worst.Name, ours, theirs)
        {
            TheirGradients = Worst(model, exact, parameter => torch.Gradient(parameter.Name)!).Difference,
        };
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

    private static (string Name, double Difference) Worst(
        Model model, TorchInterpreter exact, Func<ParameterLayout, float[]> found) => model.ModelLayout.Parameters
        .Select(parameter => (parameter, exact.Gradient(parameter.Name)))
        .Where(pair => pair.Item2 is not null)
        .Select(pair => (pair.parameter.Name, Difference(pair.Item2!, found(pair.parameter))))
        .MaxBy(pair => pair.Item2);

    /// <summary>The difference's root mean square, as a share of the values' own.</summary>
    private static double Difference(float[] expected, ReadOnlySpan<float> found)
    {
        double values = 1e-60, differences = 0;
        for (var i = 0; i < expected.Length; i++)
        {
            values += (double)expected[i] * expected[i];
            differences += ((double)expected[i] - found[i]) * ((double)expected[i] - found[i]);
        }

        return Math.Sqrt(differences / values);
    }
}

/// <summary>How far ours is from libtorch in double precision: root mean squares of differences as shares of the values' own.</summary>
/// <param name="Worst">The parameter whose gradient differs most.</param>
/// <param name="Ours">For forward and backward, the first time, with what has to be compiled.</param>
internal sealed record ComparisonResult(
    string Name, double Outputs, double Loss, double Gradients, string Worst, TimeSpan Ours, TimeSpan Theirs)
{
    /// <summary>As <see cref="Gradients"/>, of libtorch in single precision.</summary>
    public required double TheirGradients { get; init; }

    /// <summary>Through fifty batch normalisations over two images libtorch itself, in single precision, is further off
    /// than the tolerance: then ours may be twice as far.</summary>
    public bool Agrees => Math.Max(Outputs, Loss) <= NetworkComparison.Tolerance
        && Gradients <= Math.Max(NetworkComparison.GradientTolerance, 2 * TheirGradients);
}
