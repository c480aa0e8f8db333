using NetDsl.Cpu;

namespace NetDsl;

/// <summary>The restricted Boltzmann machines that stages made of a network's layers, one on the other, as a generative
/// model: the top one remembers, the others lead down to the pixels (Hinton, Osindero and Teh 2006). Runs on the CPU,
/// whatever device the model is on, with the values that its parameters had when this was made.</summary>
/// <example><code>
/// model.Run(Digits.Schedules.Dbn, data);
/// using var belief = DeepBeliefNetwork.Of(model, Digits.Schedules.Dbn);
/// float[] pixels = belief.Sample(count: 100, steps: 1_000, seed: 1);
/// </code></example>
public sealed class DeepBeliefNetwork : IDisposable
{
    private readonly Machine machine = new(new CpuOptions());
    private readonly List<BeliefLayer> layers = [];
    private readonly ModelUse use = new(nameof(DeepBeliefNetwork));

    private DeepBeliefNetwork()
    {
    }

    /// <summary>Values of an example: the lowest machine's visible units.</summary>
    public int VisibleUnits => layers[0].VisibleUnits;

    /// <summary>The machines, lowest first, by their layers' names.</summary>
    public IReadOnlyList<string> Layers => [.. layers.Select(layer => layer.Name)];

    private BeliefLayer Top => layers[^1];

    /// <summary>Those that a schedule's stages have trained in this model, each on the one before.</summary>
    /// <exception cref="InvalidOperationException">The schedule has no such stage, a run of it has not trained it in
    /// this model, or the stages are not one on the other.</exception>
    public static DeepBeliefNetwork Of(Model model, Schedule schedule)
    {
        using var scope = model.Use();
        var network = new DeepBeliefNetwork();
        try
        {
            foreach (Stage stage in schedule.Stages)
            {
                if (stage.Network is { Layout: { Loss: Loss.Reconstruction } layout })
                {
                    network.Add(BeliefLayer.Of(model, stage.Name, layout));
                }
            }

            return network.layers.Count > 0 ? network : throw new InvalidOperationException(
                $"The schedule {schedule.Name} trains no restricted Boltzmann machine: it has no stage `pretrain … rbm`.");
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Draws examples: Gibbs sampling in the top machine from its visible biases on, then once down.</summary>
    /// <param name="count">Chains, one for each example.</param>
    /// <param name="steps">Gibbs steps of each: after hundreds the start is forgotten.</param>
    /// <returns>[count, <see cref="VisibleUnits"/>]: the means of the lowest visible units.</returns>
    public float[] Sample(int count, int steps, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        using var scope = use.Enter();
        var run = new BeliefRun(machine, count, seed);
        return Finish(run, run.Down(Top, new float[count * Top.HiddenUnits], draws: true), steps);
    }

    /// <summary>The same from examples on, which are first led up to the top machine: what it makes of them.</summary>
    /// <param name="examples">[count, <see cref="VisibleUnits"/>], as the lowest machine reads them.</param>
    /// <param name="steps">Gibbs steps of each: few stay near the examples.</param>
    /// <returns>[count, <see cref="VisibleUnits"/>]: the means of the lowest visible units.</returns>
    /// <exception cref="ArgumentException">No example, or part of one.</exception>
    public float[] SampleFrom(ReadOnlySpan<float> examples, int steps, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (examples.Length == 0 || examples.Length % VisibleUnits != 0)
        {
            throw new ArgumentException(
                $"{examples.Length} values: {VisibleUnits} for each example are expected.", nameof(examples));
        }

        using var scope = use.Enter();
        var run = new BeliefRun(machine, examples.Length / VisibleUnits, seed);
        float[] visible = examples.ToArray();
        foreach (BeliefLayer layer in layers.SkipLast(1))
        {
            visible = run.Up(layer, visible, draws: false);
        }

        return Finish(run, visible, steps);
    }

    /// <summary>Frees its threads; waits for a use by another thread.</summary>
    public void Dispose() => use.Close(machine.Dispose);

    private void Add(BeliefLayer layer)
    {
        if (layers.Count > 0 && Top.HiddenUnits != layer.VisibleUnits)
        {
            throw new InvalidOperationException(
                $"{layer.Name} reads {layer.VisibleUnits} units, but {Top.Name} below it has {Top.HiddenUnits}: " +
                "the stages are not one on the other.");
        }

        layers.Add(layer);
    }

    /// <param name="visible">The top machine's.</param>
    private float[] Finish(BeliefRun run, float[] visible, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            visible = run.Down(Top, run.Up(Top, visible, draws: true), draws: step + 1 < steps || layers.Count > 1);
        }

        for (int i = layers.Count - 2; i >= 0; i--)
        {
            visible = run.Down(layers[i], visible, draws: i > 0);
        }

        return visible;
    }
}
