using NetDsl.Benchmarks.Contests;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>784-1000-1000-1000-10 with rectifiers: what mlp.net says.</summary>
internal sealed class TorchMlp : TorchContestant
{
    private readonly Parameter weight1, bias1, weight2, bias2, weight3, bias3, weight4, bias4;

    public TorchMlp(Workload workload)
        : base(workload, 784)
    {
        (weight1, bias1) = (Add("h1.weight", 1000, 784), Add("h1.bias", 1000));
        (weight2, bias2) = (Add("h2.weight", 1000, 1000), Add("h2.bias", 1000));
        (weight3, bias3) = (Add("h3.weight", 1000, 1000), Add("h3.bias", 1000));
        (weight4, bias4) = (Add("digit.weight", 10, 1000), Add("digit.bias", 10));
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor images)
    {
        var hidden1 = functional.linear(images, weight1, bias1).relu_();
        var hidden2 = functional.linear(hidden1, weight2, bias2).relu_();
        var hidden3 = functional.linear(hidden2, weight3, bias3).relu_();
        return functional.linear(hidden3, weight4, bias4);
    }
}
