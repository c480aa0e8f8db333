namespace NetDsl.Conformance.Reference;

/// <summary>The update formulas in double, on one tensor. Biases do not decay.</summary>
internal static class ReferenceOptimizer
{
    /// <summary>
    /// Sgd as PyTorch writes it: v ← momentum·v + g + decay·w; w ← w − rate·v, and with nesterov
    /// w ← w − rate·(g + decay·w + momentum·v) with the new v.
    /// </summary>
    public static void Update(
        Sgd sgd, double rate, bool decays, double[] weights, double[] gradients, double[] velocity)
    {
        double decay = decays ? sgd.Decay : 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double gradient = gradients[i] + decay * weights[i];
            velocity[i] = sgd.Momentum * velocity[i] + gradient;
            weights[i] -= rate * (sgd.Nesterov ? gradient + sgd.Momentum * velocity[i] : velocity[i]);
        }
    }

    /// <summary>
    /// Kingma and Ba 2015, algorithm 1: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²;
    /// w ← w − rate · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε), with decay·w added to g.
    /// </summary>
    public static void Update(
        Adam adam,
        double rate,
        int number,
        bool decays,
        double[] weights,
        double[] gradients,
        double[] first,
        double[] second)
    {
        double decay = decays ? adam.Decay : 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double gradient = gradients[i] + decay * weights[i];
            first[i] = adam.Beta1 * first[i] + (1 - (double)adam.Beta1) * gradient;
            second[i] = adam.Beta2 * second[i] + (1 - (double)adam.Beta2) * gradient * gradient;
            double unbiasedFirst = first[i] / (1 - Math.Pow(adam.Beta1, number));
            double unbiasedSecond = second[i] / (1 - Math.Pow(adam.Beta2, number));
            weights[i] -= rate * unbiasedFirst / (Math.Sqrt(unbiasedSecond) + adam.Epsilon);
        }
    }

    /// <summary>Loshchilov and Hutter 2019: w ← w − rate·decay·w, then Adam's step from g alone.</summary>
    public static void Update(
        AdamW adamW,
        double rate,
        int number,
        bool decays,
        double[] weights,
        double[] gradients,
        double[] first,
        double[] second)
    {
        for (int i = 0; decays && i < weights.Length; i++)
            weights[i] -= rate * adamW.Decay * weights[i];
        var adam = new Adam(adamW.Beta1, adamW.Beta2, adamW.Epsilon, Decay: 0);
        Update(adam, rate, number, decays, weights, gradients, first, second);
    }

    /// <summary>Duchi, Hazan and Singer 2011: s ← s + g²; w ← w − rate · g / (√s + ε), with decay·w added to g.</summary>
    public static void Update(
        Adagrad adagrad, double rate, bool decays, double[] weights, double[] gradients, double[] sums)
    {
        double decay = decays ? adagrad.Decay : 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double gradient = gradients[i] + decay * weights[i];
            sums[i] += gradient * gradient;
            weights[i] -= rate * gradient / (Math.Sqrt(sums[i]) + adagrad.Epsilon);
        }
    }

    /// <summary>
    /// Tieleman and Hinton 2012: s ← αs + (1 − α)g²; v ← momentum·v + g / (√s + ε); w ← w − rate·v, with decay·w added
    /// to g.
    /// </summary>
    public static void Update(
        RmsProp rmsProp,
        double rate,
        bool decays,
        double[] weights,
        double[] gradients,
        double[] squares,
        double[] velocity)
    {
        double decay = decays ? rmsProp.Decay : 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double gradient = gradients[i] + decay * weights[i];
            squares[i] = rmsProp.Smoothing * squares[i] + (1 - (double)rmsProp.Smoothing) * gradient * gradient;
            velocity[i] = rmsProp.Momentum * velocity[i] + gradient / (Math.Sqrt(squares[i]) + rmsProp.Epsilon);
            weights[i] -= rate * velocity[i];
        }
    }
}
