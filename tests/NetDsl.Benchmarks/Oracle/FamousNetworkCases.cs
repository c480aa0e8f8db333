using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>The examples' networks, with a few channels and pixels.</summary>
internal static class FamousNetworkCases
{
    public static Tensor AlexNet(TorchNetwork net, Tensor x)
    {
        // libtorch divides alpha by the size
        x = functional.local_response_norm(net.Convolve("conv1", x, stride: [2, 2]).relu(), 5, 0.3 * 5, 0.75, 2);
        x = net.Convolve("conv2", TorchNetwork.MaxPool(x, [3, 3], [2, 2]), pad: [2, 2], groups: 2).relu();
        x = TorchNetwork.MaxPool(functional.local_response_norm(x, 5, 0.3 * 5, 0.75, 2), [3, 3], [2, 2]);
        x = net.Convolve("conv3", x, pad: [1, 1]).relu();
        x = net.Convolve("conv4", x, pad: [1, 1], groups: 2).relu();
        return net.Dense("label", net.Dense("fc6", TorchNetwork.MaxPool(x, [3, 3], [2, 2])).relu());
    }

    public static Tensor Vgg(TorchNetwork net, Tensor x)
    {
        foreach (var (stage, depth) in new[] { (1, 2), (2, 3) })
        {
            for (var layer = 1; layer <= depth; layer++)
            {
                x = net.Convolve($"stage{stage}_conv_{layer}", x, pad: [1, 1]).relu();
            }

            x = TorchNetwork.MaxPool(x, [2, 2], [2, 2]);
        }

        return net.Dense("label", net.Dense("fc6", x).relu());
    }

    public static Tensor GoogLeNet(TorchNetwork net, Tensor x)
    {
        x = net.Convolve("conv1", x, stride: [2, 2], pad: [3, 3]).relu();
        x = TorchNetwork.MaxPool(x, [3, 3], [2, 2], ceil: true);
        x = functional.local_response_norm(x, 5, 0.3 * 5, 0.75, 1);
        x = Inception("b", Inception("a", x));
        return net.Dense("label", x.mean([2, 3]));

        Tensor Inception(string name, Tensor input)
        {
            var middle = net.Convolve(name + "_conv2", input).relu();
            var large = net.Convolve(name + "_conv4", input).relu();
            var pooled = TorchNetwork.MaxPool(input, [3, 3], [1, 1], pad: [1, 1]);
            return cat(
                [
                    net.Convolve(name + "_conv1", input).relu(),
                    net.Convolve(name + "_conv3", middle, pad: [1, 1]).relu(),
                    net.Convolve(name + "_conv5", large, pad: [2, 2]).relu(),
                    net.Convolve(name + "_conv6", pooled).relu(),
                ],
                1);
        }
    }

    public static Tensor ResNet(TorchNetwork net, Tensor x)
    {
        x = Normalized("conv1", "batchnorm1", x, stride: 2, pad: 3).relu();
        x = TorchNetwork.MaxPool(x, [3, 3], [2, 2], pad: [1, 1]);
        x = Bottleneck("a", x, stride: 1, projects: true);
        x = Bottleneck("b", x, stride: 1, projects: false);
        x = Bottleneck("c", x, stride: 2, projects: true);
        return net.Dense("label", x.mean([2, 3]));

        Tensor Bottleneck(string name, Tensor input, long stride, bool projects)
        {
            var inside = Normalized(name + "_conv1", name + "_batchnorm1", input).relu();
            inside = Normalized(name + "_conv2", name + "_batchnorm2", inside, stride, pad: 1).relu();
            inside = Normalized(name + "_conv3", name + "_batchnorm3", inside);
            return (inside + (projects ? Normalized(name + "_project1", name + "_batchnorm4", input, stride) : input)).relu();
        }

        Tensor Normalized(string convolution, string normalization, Tensor input, long stride = 1, long pad = 0) =>
            net.Normalize(normalization, net.Convolve(convolution, input, [stride, stride], [pad, pad]));
    }
}
