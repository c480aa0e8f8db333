using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Conformance.Reference;

/// <summary>What codes cost beside the losses of outputs, in double.</summary>
internal abstract class ReferencePenalty
{
    /// <summary>Those of a network.</summary>
    public static IEnumerable<ReferencePenalty> All(Network network)
    {
        for (int i = 0; i < network.Layers.Count; i++)
        {
            if (network.Layers[i] is SparsityLayer sparsity)
                yield return new ReferenceSparsity(sparsity, network.Layers[i].Sources[0] + 1);
            else if (network.Layers[i] is ContractionLayer contraction)
                yield return new ReferenceContraction(contraction, network);
        }
    }

    /// <summary>Summed over the examples.</summary>
    /// <param name="values">[0] is the input, [i + 1] the output of layer i.</param>
    public abstract double Loss(Dictionary<string, double[]> parameters, double[][] values, int count);

    /// <summary>Adds the gradients of the mean loss.</summary>
    /// <param name="slopes">As values.</param>
    public abstract void Differentiate(
        Dictionary<string, double[]> parameters,
        double[][] values,
        int count,
        Dictionary<string, double[]> gradients,
        double[][] slopes);
}

/// <summary>weight · Σⱼ KL(target ‖ mean of unit j), which is the batch's and so each example's.</summary>
/// <param name="codes">Where the codes are among the values.</param>
internal sealed class ReferenceSparsity(SparsityLayer layer, int codes) : ReferencePenalty
{
    private double Target => layer.Sparsity.Target;

    private int Channels => layer.Input.Channels;

    private int Area => (int)(layer.Input.Count / Channels);

    public override double Loss(Dictionary<string, double[]> parameters, double[][] values, int count) =>
        count * layer.Sparsity.Weight * Means(values[codes]).Sum(mean =>
            Target * Math.Log(Target / mean) + (1 - Target) * Math.Log((1 - Target) / (1 - mean)));

    public override void Differentiate(
        Dictionary<string, double[]> parameters,
        double[][] values,
        int count,
        Dictionary<string, double[]> gradients,
        double[][] slopes)
    {
        double[] means = Means(values[codes]);
        for (int i = 0; i < slopes[codes].Length; i++)
        {
            double mean = means[i / Area % Channels];
            double slope = -Target / mean + (1 - Target) / (1 - mean);
            slopes[codes][i] += layer.Sparsity.Weight * slope / (count * Area);
        }
    }

    private double[] Means(double[] h) =>
        [.. Enumerable.Range(0, Channels).Select(j => h.Where((_, i) => i / Area % Channels == j).Average())];
}

/// <summary>strength · ‖J‖² with J[j, i] = f′(zⱼ) W[j, i], the derivative of code j by input i.</summary>
internal sealed class ReferenceContraction(ContractionLayer layer, Network network) : ReferencePenalty
{
    private const double Step = 1e-5;

    private readonly int dense = network.Layers.ToList().FindIndex(found => found.Name == layer.Encoder.Name);

    private string Weights => layer.Encoder.Name + ".weight";

    private int Inputs => layer.Encoder.Inputs;

    private int Units => layer.Encoder.Units;

    public override double Loss(Dictionary<string, double[]> parameters, double[][] values, int count)
    {
        double sum = 0;
        double[] w = parameters[Weights], z = values[dense + 1];
        for (int n = 0; n < count; n++)
            for (int j = 0; j < Units; j++)
                for (int i = 0; i < Inputs; i++)
                    sum += Math.Pow(Slope(z[n * Units + j]) * w[j * Inputs + i], 2);
        return layer.Strength * sum;
    }

    public override void Differentiate(
        Dictionary<string, double[]> parameters,
        double[][] values,
        int count,
        Dictionary<string, double[]> gradients,
        double[][] slopes)
    {
        double[] w = parameters[Weights], z = values[dense + 1];
        for (int n = 0; n < count; n++)
            for (int j = 0; j < Units; j++)
            {
                double slope = Slope(z[n * Units + j]);
                double curve = (Slope(z[n * Units + j] + Step) - Slope(z[n * Units + j] - Step)) / (2 * Step);
                for (int i = 0; i < Inputs; i++)
                {
                    double weight = w[j * Inputs + i];
                    gradients[Weights][j * Inputs + i] += 2 * layer.Strength * slope * slope * weight / count;
                    slopes[dense + 1][n * Units + j] += 2 * layer.Strength * slope * curve * weight * weight / count;
                }
            }
    }

    private double Slope(double z) => network.Layers[dense + 1] is ActivationLayer activation
        ? ReferenceActivation.Backward(activation.Kind, [z], [1], activation.Slope)[0] : 1;
}
