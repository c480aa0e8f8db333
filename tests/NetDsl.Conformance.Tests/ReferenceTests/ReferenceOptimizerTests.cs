using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.ReferenceTests;

/// <summary>Two updates worked out by hand, of a weight of 2 with gradients 1 and −1 at rate 0.1.</summary>
public sealed class ReferenceOptimizerTests
{
    [Theory]
    [InlineData(false, true, 1.85, 1.82875)]
    [InlineData(false, false, 1.9, 1.95)]
    [InlineData(true, true, 1.775, 1.8209375)]
    [InlineData(true, false, 1.85, 1.975)]
    public void Sgd_follows_its_formula(bool nesterov, bool decays, double first, double second)
    {
        var sgd = new Sgd(Momentum: 0.5f, nesterov, Decay: 0.25f);
        double[] weights = [2], velocity = [0];

        ReferenceOptimizer.Update(sgd, 0.1, decays, weights, [1], velocity);
        Tolerance.AssertClose("w", [first], weights, Tolerance.Double);
        ReferenceOptimizer.Update(sgd, 0.1, decays, weights, [-1], velocity);
        Tolerance.AssertClose("w", [second], weights, Tolerance.Double);
    }

    [Theory]
    [InlineData(true, 1.9076923076923076, 1.894910789443749)]
    [InlineData(false, 1.9111111111111112, 1.9407407407407409)]
    public void Adam_follows_its_formula(bool decays, double first, double second)
    {
        var adam = new Adam(Beta1: 0.5f, Beta2: 0.75f, Epsilon: 0.125f, Decay: 0.25f);
        double[] weights = [2], m = [0], v = [0];

        ReferenceOptimizer.Update(adam, 0.1, 1, decays, weights, [1], m, v);
        Tolerance.AssertClose("w", [first], weights, Tolerance.Double);
        ReferenceOptimizer.Update(adam, 0.1, 2, decays, weights, [-1], m, v);
        Tolerance.AssertClose("w", [second], weights, Tolerance.Double);
    }

    [Theory]
    [InlineData(true, 1.8611111111111112, 1.844212962962963)]
    [InlineData(false, 1.9111111111111112, 1.9407407407407409)]
    public void AdamW_follows_its_formula(bool decays, double first, double second)
    {
        var adamW = new AdamW(Beta1: 0.5f, Beta2: 0.75f, Epsilon: 0.125f, Decay: 0.25f);
        double[] weights = [2], m = [0], v = [0];

        ReferenceOptimizer.Update(adamW, 0.1, 1, decays, weights, [1], m, v);
        Tolerance.AssertClose("w", [first], weights, Tolerance.Double);
        ReferenceOptimizer.Update(adamW, 0.1, 2, decays, weights, [-1], m, v);
        Tolerance.AssertClose("w", [second], weights, Tolerance.Double);
    }

    [Theory]
    [InlineData(true, 1.9076923076923076, 1.9382175652467575)]
    [InlineData(false, 1.9111111111111112, 1.976079353624401)]
    public void Adagrad_follows_its_formula(bool decays, double first, double second)
    {
        var adagrad = new Adagrad(Epsilon: 0.125f, Decay: 0.25f);
        double[] weights = [2], sums = [0];

        ReferenceOptimizer.Update(adagrad, 0.1, decays, weights, [1], sums);
        Tolerance.AssertClose("w", [first], weights, Tolerance.Double);
        ReferenceOptimizer.Update(adagrad, 0.1, decays, weights, [-1], sums);
        Tolerance.AssertClose("w", [second], weights, Tolerance.Double);
    }

    [Theory]
    [InlineData(0f, true, 1.8285714285714285, 1.8940585881531748)]
    [InlineData(0f, false, 1.8399999999999999, 1.9671556332482718)]
    [InlineData(0.5f, true, 1.8285714285714285, 1.808344302438889)]
    [InlineData(0.5f, false, 1.8399999999999999, 1.887155633248272)]
    public void RmsProp_follows_its_formula(float momentum, bool decays, double first, double second)
    {
        var rmsProp = new RmsProp(Smoothing: 0.75f, Epsilon: 0.125f, momentum, Decay: 0.25f);
        double[] weights = [2], squares = [0], velocity = [0];

        ReferenceOptimizer.Update(rmsProp, 0.1, decays, weights, [1], squares, velocity);
        Tolerance.AssertClose("w", [first], weights, Tolerance.Double);
        ReferenceOptimizer.Update(rmsProp, 0.1, decays, weights, [-1], squares, velocity);
        Tolerance.AssertClose("w", [second], weights, Tolerance.Double);
    }
}
