namespace NetDsl;

/// <summary>How a restricted Boltzmann machine does on a set of examples; each is a mean over them.</summary>
/// <param name="ReconstructionError">Σ (v − v¹)², v¹ being the means one step of means leads back to.</param>
/// <param name="FreeEnergy">F(v) = −log p(v), but for a constant of the machine, in nats: only differences
/// tell.</param>
/// <param name="PseudoLikelihood">Σ over the units of log p(vᵢ | the others), in nats, by one unit of each example
/// (Besag 1975); null for visible units of any value, which have none.</param>
public sealed record BoltzmannMeasures(double ReconstructionError, double FreeEnergy, double? PseudoLikelihood)
{
    private const int Values = 3;
    private const int GaussianValues = 2;

    /// <summary>Of what the stage's inference gives.</summary>
    /// <param name="outputs">[count, 3]: reconstruction error, free energy, and what turning a unit adds to that;
    /// [count, 2] without the last for visible units of any value.</param>
    /// <param name="visibleUnits">Of an example.</param>
    /// <param name="isGaussian">Whether the visible units are of any value.</param>
    /// <exception cref="ArgumentException">No example, or part of one.</exception>
    public static BoltzmannMeasures Of(ReadOnlySpan<float> outputs, int visibleUnits, bool isGaussian)
    {
        int size = isGaussian ? GaussianValues : Values;
        if (outputs.Length == 0 || outputs.Length % size != 0)
        {
            throw new ArgumentException(
                $"{outputs.Length} values: {size} for each example are expected.", nameof(outputs));
        }

        double error = 0, energy = 0, likelihood = 0;
        for (int i = 0; i < outputs.Length; i += size)
        {
            error += outputs[i];
            energy += outputs[i + 1];
            likelihood += isGaussian ? 0 : OfUnit(outputs[i + 2], visibleUnits);
        }

        int count = outputs.Length / size;
        return new BoltzmannMeasures(error / count, energy / count, isGaussian ? null : likelihood / count);
    }

    /// <summary>How much less probable, in nats, examples are that the machine has not learnt from: that it grows means
    /// overfitting (Hinton 2010, section 6).</summary>
    /// <param name="training">Of as many examples, or of all.</param>
    public static double FreeEnergyGap(BoltzmannMeasures validation, BoltzmannMeasures training) =>
        validation.FreeEnergy - training.FreeEnergy;

    /// <summary>The pseudo-likelihood as one unit estimates it: units · log σ(F(v with the unit turned) −
    /// F(v)).</summary>
    internal static double OfUnit(double change, int units)
    {
        // log σ(x) = −log(1 + e⁻ˣ), without overflow
        double rest = Math.Log(1 + Math.Exp(-Math.Abs(change)));
        return units * (Math.Min(change, 0) - rest);
    }
}
