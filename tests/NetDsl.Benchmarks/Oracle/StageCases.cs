using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>Networks that autoencoders' stages train, of which no damage is drawn at random: a new one is a row in the
/// conformance tests' <c>Devices/Autoencoders.cs</c> and one of the same name here.</summary>
internal static class StageCases
{
    private const double Target = 0.1;

    public static IReadOnlyList<NetworkCase> All { get; } =
    [
        new("PlainTied", TiedOfOne)
        {
            Model = OfStage("input pixels 11; h1 = dense 6 sigmoid", "h1", "tied  loss crossentropy"),
        },
        new("BroadTied", TiedOfOne)
        {
            Model = OfStage(
                "input pixels 70; h1 = dense 37 sigmoid", "h1",
                "tied  loss crossentropy  contract 0.1  sparsity 0.1 weight 0.5"),
            Penalty = (net, x) => 0.1 * Contraction(net, x) + 0.5 * Sparsity(Codes(net, x)),
        },
        new("DeepFree", DeepFree)
        {
            Model = OfStage(
                "input pixels 11; h1 = dense 9 leakyrelu 0.1; h2 = dense 7 gelu; h3 = dense 5", "h1 .. h3",
                "free  loss squared"),
        },
    ];

    private static string OfStage(string layers, string trained, string settings) =>
        $"network Model {{ {layers}; output y = dense 2 softmax }}\n"
        + $"schedule Once for Model {{ pretrain {trained} autoencoder {{ {settings}  rate 0.1  epochs 1 }} }}";

    private static Tensor Codes(TorchNetwork net, Tensor x) => net.Dense("h1", x).sigmoid();

    /// <summary>x′ = Wᵀ σ(W x + b) + b′</summary>
    private static Tensor TiedOfOne(TorchNetwork net, Tensor x) =>
        functional.linear(Codes(net, x), net.Weight("h1").t(), net.Bias("h1.decoder"));

    private static Tensor DeepFree(TorchNetwork net, Tensor x)
    {
        x = functional.leaky_relu(net.Dense("h1", x), 0.1);
        x = net.Dense("h3", functional.gelu(net.Dense("h2", x)));
        x = functional.gelu(net.Dense("h3.decoder", x));
        return net.Dense("h1.decoder", functional.leaky_relu(net.Dense("h2.decoder", x), 0.1));
    }

    /// <summary>The mean over the examples of ‖∂codes/∂x‖² (Rifai et al. 2011), of one code after the other by
    /// autograd.</summary>
    private static Tensor Contraction(TorchNetwork net, Tensor x)
    {
        var inputs = x.detach().requires_grad_();
        var codes = Codes(net, inputs);
        var squares = Enumerable.Range(0, (int)codes.shape[1]).Select(unit => autograd.grad(
            [codes.select(1, unit).sum()], [inputs], retain_graph: true, create_graph: true)[0].square().sum());
        return squares.Aggregate((sum, one) => sum + one) / x.shape[0];
    }

    /// <summary>The divergence of the units' mean activation from the target.</summary>
    private static Tensor Sparsity(Tensor codes)
    {
        var mean = codes.mean([0L]);
        return (Target * (Target / mean).log() + (1 - Target) * ((1 - Target) / (1 - mean)).log()).sum();
    }
}
