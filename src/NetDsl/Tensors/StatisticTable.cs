namespace NetDsl;

/// <summary>Where running statistics lie among a network's parameters, and how fast each follows the batches: running +=
/// momentum · (batch − running), the batch's own statistic lying where a gradient would.</summary>
/// <param name="First">The first float.</param>
/// <param name="Momenta">One for each <see cref="Block"/> floats from there on.</param>
internal sealed record StatisticTable(int First, float[] Momenta)
{
    /// <summary>Each tensor starts at a multiple of it.</summary>
    public const int Block = 16;

    public int Count => Momenta.Length * Block;

    public static StatisticTable Of(ModelLayout layout)
    {
        ParameterLayout[] statistics = Array.FindAll(
            layout.Parameters, parameter => parameter.Kind == ParameterKind.Statistic);
        if (statistics.Length == 0)
        {
            return new StatisticTable(layout.LearntFloats, []);
        }

        int first = statistics[0].Offset;
        var momenta = new float[Blocks(statistics[^1].Offset + statistics[^1].Shape.Count - first)];
        foreach (ParameterLayout statistic in statistics)
        {
            momenta.AsSpan((statistic.Offset - first) / Block, Blocks(statistic.Shape.Count)).Fill(statistic.Momentum);
        }

        return new StatisticTable(first, momenta);
    }

    private static int Blocks(int floats) => (floats + Block - 1) / Block;
}
