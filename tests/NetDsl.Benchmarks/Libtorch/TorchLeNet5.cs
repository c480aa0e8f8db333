using NetDsl.Benchmarks.Contests;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>LeNet-5 with rectifiers and max pooling: what lenet5.net says.</summary>
internal sealed class TorchLeNet5 : TorchContestant
{
    private readonly Parameter weight1, bias1, weight3, bias3, weight5, bias5, weight6, bias6, weight7, bias7;

    public TorchLeNet5(Workload workload)
        : base(workload, 1, 28, 28)
    {
        (weight1, bias1) = (Add("c1.weight", 6, 1, 5, 5), Add("c1.bias", 6));
        (weight3, bias3) = (Add("c3.weight", 16, 6, 5, 5), Add("c3.bias", 16));
        (weight5, bias5) = (Add("f5.weight", 120, 400), Add("f5.bias", 120));
        (weight6, bias6) = (Add("f6.weight", 84, 120), Add("f6.bias", 84));
        (weight7, bias7) = (Add("digit.weight", 10, 84), Add("digit.bias", 10));
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor images)
    {
        var map1 = functional.conv2d(images, weight1, bias1, padding: [2, 2]).relu_();
        var map2 = functional.max_pool2d(map1, 2, 2);
        var map3 = functional.conv2d(map2, weight3, bias3).relu_();
        var map4 = functional.max_pool2d(map3, 2, 2).flatten(1);
        var hidden5 = functional.linear(map4, weight5, bias5).relu_();
        var hidden6 = functional.linear(hidden5, weight6, bias6).relu_();
        return functional.linear(hidden6, weight7, bias7);
    }
}
