using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>The networks that libtorch computes too: a new one is a file in <c>Networks/</c> and a row here.</summary>
internal static class NetworkCases
{
    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        new("Linear", (net, x) => net.Dense("answer", x)),
        new("Features", Features),
        new("Series", (net, x) => net.Dense("forecast", net.Dense("dense1", x.sigmoid()).tanh())),
        new("Windows", Windows),
        new("SamePadding", SamePadding),
        new("Rounding", Rounding),
        new("Gaps", Gaps),
        new("PoolFirst", PoolFirst),
        new("Rectifiers", Rectifiers),
        new("Gelus", Gelus),
        new("Responses", Responses),
        new("Softmaxes", Softmaxes),
        new("Global", Global),
        new("Signal", Signal),
        new("Flattened", Flattened),
        new("Groups", Groups),
        new("Dilations", Dilations),
        new("Rhythm", Rhythm),
        new("Deconvolutions", Deconvolutions),
        new("Upsampled", Upsampled),
        new("Locals", Locals),
        new("LocalSeries", LocalSeries),
        new("Filtered", Filtered),
        new("Smoothed", Smoothed),
        new("Normalized", Normalized),
        new("NormalizedFeatures", NormalizedFeatures),
        new("NormalizedResidual", NormalizedResidual),
        new("SmallAlexNet", FamousNetworkCases.AlexNet),
        new("SmallVgg", FamousNetworkCases.Vgg),
        new("SmallGoogLeNet", FamousNetworkCases.GoogLeNet),
        new("SmallResNet", FamousNetworkCases.ResNet),
        new("SmoothedLabels", (net, x) => net.Dense("kind", net.Dense("dense1", x).tanh())),
        new("Tags", (net, x) => net.Dense("tag", net.Dense("dense1", x).tanh())),
        new("Distances", (net, x) => net.Dense("distance", net.Dense("dense1", x).tanh())),
        new("Margins", (net, x) => net.Dense("side", net.Dense("dense1", x).tanh())),
    ];

    private static Tensor Features(TorchNetwork net, Tensor x)
    {
        x = net.Dense("dense1", x.tanh()).relu();
        x = net.Dense("dense2", x).sigmoid();
        x = net.Dense("dense3", x).tanh();
        return net.Dense("species", net.Dense("dense4", x));
    }

    private static Tensor Windows(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("a", x, stride: [2, 1], pad: [1, 1]).tanh();
        x = TorchNetwork.MaxPool(x, [3, 2], [1, 1], pad: [1, 0]);
        x = net.Convolve("b", x).relu();
        x = TorchNetwork.AveragePool(x, [3, 3], [2, 1]);
        return net.Dense("side", x);
    }

    private static Tensor SamePadding(TorchNetwork net, Tensor x)
    {
        // left, right, top, bottom
        x = net.Convolve("conv1", functional.pad(x, [1, 1, 2, 2])).relu();
        x = net.Convolve("conv2", functional.pad(x, [1, 2, 0, 1]));
        x = TorchNetwork.SumPool(x, [2, 2], [2, 2], ceil: true);
        x = net.Convolve("conv3", functional.pad(x, [1, 1, 1, 1]), stride: [2, 2]).sigmoid();
        return net.Dense("position", x);
    }

    private static Tensor Rounding(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", x);
        x = TorchNetwork.MaxPool(x, [3, 3], [2, 2], ceil: true).relu();
        x = net.Convolve("conv2", x);
        x = TorchNetwork.AveragePool(x, [3, 2], [2, 2], pad: [1, 1], ceil: true);
        x = net.Convolve("conv3", x).tanh();
        return net.Dense("price", TorchNetwork.SumPool(x, [2, 2], [2, 2]));
    }

    private static Tensor Gaps(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", x, stride: [3, 2]).relu();
        x = TorchNetwork.MaxPool(x, [1, 2], [2, 3]);
        x = net.Convolve("conv2", x, stride: [1, 2]);
        return net.Dense("price", x);
    }

    private static Tensor PoolFirst(TorchNetwork net, Tensor x)
    {
        x = TorchNetwork.AveragePool(x, [3, 3], [2, 2], pad: [1, 1]).tanh().sigmoid();
        x = net.Convolve("c", x, pad: [1, 1]);
        x = TorchNetwork.MaxPool(x, [2, 2], [2, 2], pad: [1, 1]).sigmoid().tanh();
        return net.Dense("level", x);
    }

    private static Tensor Rectifiers(TorchNetwork net, Tensor x)
    {
        x = functional.leaky_relu(net.Convolve("conv1", x, pad: [1, 1]), 0.01);
        x = functional.leaky_relu(TorchNetwork.MaxPool(x, [2, 2], [2, 2], ceil: true), 0.3);
        x = functional.elu(net.Convolve("conv2", x), 1);
        x = functional.elu(TorchNetwork.AveragePool(x, [2, 1], [2, 1]), 1);
        x = functional.softplus(net.Convolve("conv3", x));
        x = functional.softplus(x.sum([2, 3], keepdim: true));
        x = functional.leaky_relu(net.Dense("dense1", x), 0.2);
        x = functional.elu(net.Dense("dense2", x), 1);
        x = functional.softplus(net.Dense("dense3", x));
        return net.Dense("age", x);
    }

    private static Tensor Gelus(TorchNetwork net, Tensor x)
    {
        x = functional.gelu(net.Convolve("conv1", x, pad: [1, 1]));
        x = functional.gelu(TorchNetwork.MaxPool(x, [2, 2], [2, 2], ceil: true));
        x = functional.gelu(net.Convolve("conv2", x));
        x = functional.gelu(net.Dense("dense1", x));
        x = functional.gelu(functional.gelu(net.Dense("dense2", x)));
        x = functional.gelu(net.Dense("dense3", x));
        return net.Dense("age", x + x);
    }

    private static Tensor Responses(TorchNetwork net, Tensor x)
    {
        // libtorch divides alpha by the size
        x = functional.local_response_norm(x, 5, 0.3 * 5, 0.75, 2);
        x = functional.local_response_norm(net.Convolve("conv1", x).relu(), 5, 0.5 * 5, 0.75, 1);
        x = functional.local_response_norm(net.Convolve("conv2", x, stride: [2, 2]), 3, 1 * 3, 0.5, 0.25);
        x = functional.local_response_norm(net.Convolve("conv3", x.tanh()), 1, 2, 1.3, 1.5);
        return net.Dense("age", x);
    }

    private static Tensor Softmaxes(TorchNetwork net, Tensor x)
    {
        x = net.Convolve1d("conv1", x.softmax(1), stride: 3).softmax(1);
        x = functional.local_response_norm(x, 3, 2 * 3, 0.6, 1);
        x = net.Convolve1d("conv2", x).softmax(1);
        x = net.Dense("dense1", x).softmax(1);
        x = net.Dense("dense2", x).tanh();
        return net.Dense("dense3", x).softmax(1);
    }

    private static Tensor Global(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", x).relu().mean([2, 3], keepdim: true);
        x = net.Convolve("conv2", x).tanh().amax([2, 3], keepdim: true);
        x = functional.leaky_relu(net.Convolve("conv3", x).flatten(1), 0.01);
        return net.Dense("level", x);
    }

    private static Tensor Signal(TorchNetwork net, Tensor x)
    {
        x = net.Convolve1d("conv1", x, stride: 2, pad: 2).relu();
        x = functional.max_pool1d(x, 3, 2, 1, ceil_mode: true);
        x = functional.leaky_relu(net.Convolve1d("c", functional.pad(x, [1, 2])), 0.1);
        x = functional.avg_pool1d(x, 3, 3);
        x = net.Convolve1d("conv3", x).tanh();
        x = functional.avg_pool1d(x, 2, 1) * 2;
        x = net.Convolve1d("conv4", x).mean([2]);
        return net.Dense("word", x);
    }

    private static Tensor Flattened(TorchNetwork net, Tensor x)
    {
        x = functional.elu(net.Convolve("conv1", x).amax([2, 3]), 1);
        return net.Dense("level", net.Dense("dense1", x));
    }

    private static Tensor Groups(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", x, pad: [1, 1], groups: 2).relu();
        x = net.Convolve("conv2", x, stride: [1, 2], groups: 6).tanh();
        x = net.Convolve("conv3", functional.pad(x, [0, 1, 0, 1]), groups: 6);
        x = net.Convolve("conv4", x, groups: 2).relu();
        return net.Dense("kind", x);
    }

    private static Tensor Dilations(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", functional.pad(x, [2, 2, 2, 2]), dilation: [2, 2]).tanh();
        x = net.Convolve("conv2", x, stride: [2, 1], pad: [1, 2], dilation: [3, 2]).relu();
        x = functional.pad(x, [1, 2, 1, 1]);
        x = net.Convolve("conv3", x, stride: [1, 2], dilation: [1, 4], groups: 2).sigmoid();
        return net.Dense("size", x);
    }

    private static Tensor Rhythm(TorchNetwork net, Tensor x)
    {
        x = net.Convolve1d("conv1", x).relu();
        x = net.Convolve1d("conv2", x, dilation: 2, groups: 2).tanh();
        x = net.Convolve1d("conv3", x, stride: 3, pad: 2, dilation: 4, groups: 4).relu();
        return net.Dense("beat", x);
    }

    private static Tensor Deconvolutions(TorchNetwork net, Tensor x)
    {
        x = net.Spread("deconv1", x, stride: [2, 1], pad: [1, 0]).relu();

        // windows narrower than their stride: a row and a column that none reaches
        x = net.Spread("deconv2", x, stride: [3, 3], extra: [1, 1], groups: 2).tanh();
        x = net.Spread("deconv3", x, pad: [1, 2], dilation: [2, 1]);
        x = net.Convolve("conv1", x, stride: [3, 4]);
        x = net.Spread("deconv4", x, stride: [2, 2]).sigmoid();
        return net.Dense("depth", x);
    }

    private static Tensor Upsampled(TorchNetwork net, Tensor x)
    {
        x = net.Spread1d("deconv1", x, stride: 2, pad: 1).relu();

        // of the one value that is cut off, the last
        x = net.Spread1d("deconv2", x, stride: 2, groups: 3)[TensorIndex.Ellipsis, TensorIndex.Slice(0, -1)].tanh();
        x = net.Spread1d("deconv3", x, dilation: 3);
        return net.Dense("word", x);
    }

    private static Tensor Locals(TorchNetwork net, Tensor x)
    {
        x = net.Locally("local1", x, 3, (3, 2), pad: (1, 0)).relu().reshape(-1, 3, 5, 5);
        x = net.Locally("local2", x, 4, (2, 3), stride: (2, 1), dilation: (1, 2)).tanh().reshape(-1, 4, 2, 1);
        x = net.Locally("local3", x, 2, (1, 1)).reshape(-1, 2, 2, 1);
        x = net.Locally("local4", functional.pad(x, [0, 0, 0, 1]), 3, (2, 1)).sigmoid();
        return net.Dense("size", x);
    }

    private static Tensor LocalSeries(TorchNetwork net, Tensor x)
    {
        x = net.Locally("local1", x.unsqueeze(2), 3, (1, 4), stride: (1, 2), pad: (0, 1)).relu();
        return net.Dense("word", net.Locally("local2", x.unsqueeze(2), 2, (1, 3)).tanh());
    }

    private static Tensor Filtered(TorchNetwork net, Tensor x)
    {
        x = TorchNetwork.Filter(x, new double[,] { { -1, -2, -1 }, { 0, 0, 0 }, { 1, 2, 1 } }, pad: [1, 1]);
        x = net.Convolve("conv1", x, pad: [1, 1]).tanh();

        // turned by half: libtorch correlates
        x = TorchNetwork.Filter(
            x, new double[,] { { 0.125, 1.25, -1 }, { 0.75, 0.5, 0.25 } }, stride: [1, 2], pad: [1, 1]).relu();
        x = functional.pad(x, [0, 1, 2, 2]);
        x = TorchNetwork.Filter(x, new double[,] { { 0, 1 }, { 1, -3 }, { 0.5, 1 } }, dilation: [2, 1]);
        return net.Dense("level", x);
    }

    private static Tensor Smoothed(TorchNetwork net, Tensor x)
    {
        x = net.Convolve1d("conv1", TorchNetwork.Filter1d(x, [0.25, 0.5, 0.25], pad: 1)).relu();
        return net.Dense("word", TorchNetwork.Filter1d(x, [3, 0.5, -2, 1], stride: 2));
    }

    private static Tensor Normalized(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", net.Normalize("batchnorm1", x), pad: [1, 1]);
        x = net.Normalize("batchnorm2", x, momentum: 0.3, epsilon: 0.01).relu();
        x = net.Normalize("batchnorm3", TorchNetwork.MaxPool(x, [2, 2], [2, 2], ceil: true)).tanh();
        x = net.Convolve("conv2", x);
        return net.Dense("kind", net.Dense("dense1", x).sigmoid());
    }

    private static Tensor NormalizedFeatures(TorchNetwork net, Tensor x)
    {
        x = functional.leaky_relu(net.Normalize("batchnorm1", x, momentum: 0.5), 0.3);
        x = net.Dense("dense1", x);
        x = net.Dense("dense2", net.Normalize("batchnorm2", x).relu());
        x = net.Dense("dense3", net.Normalize("batchnorm3", x, epsilon: 0.001).tanh());
        return net.Dense("kind", net.Normalize("batchnorm4", functional.leaky_relu(x, 0.1)));
    }

    private static Tensor NormalizedResidual(TorchNetwork net, Tensor x)
    {
        var start = net.Normalize("batchnorm1", net.Convolve("conv1", x, pad: [1, 1])).relu();
        x = net.Normalize("batchnorm2", net.Convolve("conv2", start)).tanh();
        x = net.Normalize("batchnorm3", net.Convolve("conv3", x, pad: [1, 1]));
        var before = (x + start.relu()).relu();
        x = net.Convolve("unit1_conv1", before, stride: [2, 2], pad: [1, 1]);
        x = net.Normalize("unit1_batchnorm1", x).relu();
        x = net.Normalize("unit1_batchnorm2", net.Convolve("unit1_conv2", x, pad: [1, 1]));
        var shortcut = net.Convolve("unit1_conv3", before, stride: [2, 2]);
        x = (x + net.Normalize("unit1_batchnorm3", shortcut)).relu();
        var left = net.Normalize("batchnorm4", net.Convolve("conv4", x));
        x = left + TorchNetwork.AveragePool(x, [3, 3], [1, 1], pad: [1, 1]);
        return net.Dense("label", x.amax([2, 3]));
    }
}
