using NetDsl.Compiler;
using NetDsl.Compiler.Layers;

namespace NetDsl.Benchmarks.Contests;

using BoundNetwork = NetDsl.Compiler.Binding.Network;

/// <summary>A network that all implementations are given.</summary>
/// <param name="Name">What the lines call it.</param>
/// <param name="File">Its <c>.net</c> file, from the program's folder.</param>
/// <param name="BatchSize">Images of a training step, and of a prediction of many.</param>
internal sealed record Network(string Name, string File, int BatchSize, Func<ulong, Device, Model> Create)
{
    // so many images in all that the largest networks' do not fill the memory
    private const int MostValues = 10_000_000;

    private readonly Lazy<BoundNetwork> bound = new(() => Bind(File, Create));

    /// <summary>784-1000-1000-1000-10.</summary>
    public static Network Mlp { get; } = new("mlp", "mlp.net", 128, NetDsl.Benchmarks.Mlp.Create);

    /// <summary>Those with convolutions, the smallest first.</summary>
    public static IReadOnlyList<Network> Convolutional { get; } =
    [
        new("lenet5", "lenet5.net", 128, LeNet5.Create),
        new("cifar-vgg", "Examples/Cifar/vgg.net", 64, CifarVgg.Create),
        new("alexnet", "Examples/AlexNet/alexnet.net", 32, AlexNet.Create),
        new("googlenet", "Examples/GoogLeNet/googlenet.net", 16, GoogLeNet.Create),
        new("resnet50", "Examples/ResNet50/resnet50.net", 16, ResNet50.Create),
        new("vgg16", "Examples/Vgg/vgg.net", 8, Vgg16.Create),
    ];

    /// <summary>As the compiler binds it.</summary>
    public BoundNetwork Bound => bound.Value;

    /// <summary>Of one image's forward pass in training: auxiliary outputs too.</summary>
    public double TrainingMultiplyAdds => Bound.Layers.Sum(layer => (double)layer.MultiplyAdds);

    /// <summary>Of one image's prediction.</summary>
    public double PredictionMultiplyAdds
    {
        get
        {
            var needed = Needed(Bound);
            return Bound.Layers.Where((_, index) => needed[index]).Sum(layer => (double)layer.MultiplyAdds);
        }
    }

    /// <summary>Images for it.</summary>
    public Workload CreateWorkload(int seed)
    {
        var size = (int)Bound.Input.Count;
        return new Workload(seed, size, Bound.Output.Units, BatchSize, Math.Clamp(MostValues / (BatchSize * size), 2, 8));
    }

    /// <summary>The layers that the main outputs need.</summary>
    public static bool[] Needed(BoundNetwork network)
    {
        var needed = new bool[network.Layers.Count];
        foreach (var head in network.MainOutputs)
        {
            needed[head.Layer] = true;
        }

        for (var index = needed.Length - 1; index >= 0; index--)
        {
            foreach (var source in needed[index] ? network.Layers[index].Sources.Where(source => source >= 0) : [])
            {
                needed[source] = true;
            }
        }

        return needed;
    }

    // the network's name is its class's; a model would be made for it in vain, gigabytes of the largest
    private static BoundNetwork Bind(string file, Func<ulong, Device, Model> create)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file));
        return Compilation.Compile(text).Networks.Single(network => network.Name == create.Method.DeclaringType!.Name);
    }
}
