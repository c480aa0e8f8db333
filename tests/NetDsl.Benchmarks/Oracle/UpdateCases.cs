using TorchSharp.Modules;
using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>The schedules whose updates libtorch makes too: a new one is a schedule in <c>Networks/Updates.net</c> and
/// a row here.</summary>
internal static class UpdateCases
{
    private const double Epsilon = 1e-3;

    public static IReadOnlyList<UpdateCase> All { get; } =
    [
        new("Plain", Decaying(0, (values, decay) => optim.SGD(values, 0.1, weight_decay: decay))),
        new("Momentum", Decaying(0.05, (values, decay) => optim.SGD(values, 0.1, 0.9, weight_decay: decay))),
        new("Nesterov", Decaying(
            0.05, (values, decay) => optim.SGD(values, 0.1, 0.9, weight_decay: decay, nesterov: true))),
        new("Adam", Decaying(0.05, (values, decay) => optim.Adam(values, 0.05, 0.8, 0.95, Epsilon, decay))),
        new("AdamW", Decaying(0.5, (values, decay) => optim.AdamW(values, 0.05, 0.9, 0.999, Epsilon, decay))),
        new("Adagrad", Decaying(
            0.05, (values, decay) => optim.Adagrad(values, 0.05, weight_decay: decay, eps: Epsilon))),
        new("RmsProp", Decaying(0.05, (values, decay) => optim.RMSProp(values, 0.02, 0.9, Epsilon, decay))),
        new("RmsPropMomentum", Decaying(
            0, (values, decay) => optim.RMSProp(values, 0.02, 0.9, Epsilon, decay, momentum: 0.8))),
        new("L1", Decaying(0, (values, decay) => optim.SGD(values, 0.1, 0.9, weight_decay: decay)))
        {
            Penalty = net => net.Weights.Select(weight => 0.02 * weight.abs().sum()).Aggregate((sum, one) => sum + one),
        },
        new("ClippedNorm", Decaying(0.05, (values, decay) => optim.SGD(values, 0.1, 0.9, weight_decay: decay)))
        {
            BeforeUpdate = net => nn.utils.clip_grad_norm_(net.Parameters.Values, 0.3),
        },
        new("ClippedValue", Decaying(0, (values, decay) => optim.Adam(values, 0.05, 0.9, 0.999, Epsilon, decay)))
        {
            BeforeUpdate = net => nn.utils.clip_grad_value_(net.Parameters.Values, 0.05),
        },
        new("MaximalNorm", Decaying(0, (values, decay) => optim.SGD(values, 0.1, weight_decay: decay)))
        {
            AfterUpdate = net =>
            {
                Constrain(net.Weight("c1"), 0.9f);
                Constrain(net.Weight("f2"), 0.9f);
                Constrain(net.Weight("place"), 0.6f);
            },
        },
        new("Accumulated", Decaying(0.5, (values, decay) => optim.AdamW(values, 0.05, 0.9, 0.999, Epsilon, decay)))
        {
            Accumulate = 2,
            BeforeUpdate = net => nn.utils.clip_grad_norm_(net.Parameters.Values, 0.3),
        },
        new("OwnRates", net =>
        [
            optim.SGD([net.Weight("c1"), net.Bias("c1"), net.Bias("f2")], 0.05, 0.9),
            optim.SGD([net.Weight("f2")], 0.05, 0.9, weight_decay: 0.2),
            optim.SGD([net.Weight("place")], 0.3, 0.9, weight_decay: 0.05),
            optim.SGD([net.Bias("place")], 0.3, 0.9),
        ]),
    ];

    /// <summary>A unit's or filter's weights are a row.</summary>
    private static void Constrain(Parameter weight, float norm) => weight.copy_(weight.renorm(2, 0, norm));

    /// <summary>Weights decay and biases do not, so each have an optimizer.</summary>
    private static Func<TorchNetwork, IReadOnlyList<optim.Optimizer>> Decaying(
        double decay, Func<IEnumerable<Parameter>, double, optim.Optimizer> create) =>
        net => [create(net.Weights, decay), create(net.Biases, 0)];
}
