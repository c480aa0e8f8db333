using NetDsl.Compiler.Stages;
using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Training;

/// <summary>Stages of a schedule that are autoencoders: what they do to the network's own layers.</summary>
public sealed class AutoencoderStageTests
{
    private const int Count = 8;
    private const double Rate = 0.5;

    private static readonly DataSet Data = RandomData.Classes(new Shape(10), classes: 3, Count, seed: 1);

    [Fact]
    public void Each_stage_trains_its_layers_towards_what_they_read()
    {
        using var model = Encoded.Create(seed: 3, Device.Cpu);
        var expected = Parameters(model);
        var network = Subjects.Named("Encoded").Reference.Network;
        double[] inputs = Inputs();
        foreach (var stage in network.Schedules.Single(schedule => schedule.Name == "Once").Stages)
        {
            var networks = StageNetworks.Of(network, stage, Count)!;
            if (networks.Source is { } source)
                inputs = new ReferenceNetwork(source).Infer(expected, inputs, Count);
            Descend(new ReferenceNetwork(networks.Trained), new Examples(Count, inputs, [], inputs), expected);
        }

        model.Run(Encoded.Schedules.Once, Data);

        var actual = Parameters(model);
        foreach (var (tensor, values) in actual)
            Tolerance.AssertClose(tensor, expected[tensor], values, Tolerance.Single);
    }

    [Fact]
    public void Layers_are_trained_together_as_one_deep_autoencoder()
    {
        using var model = Encoded.Create(seed: 3, Device.Cpu);
        var before = Parameters(model);

        var report = model.Run(Encoded.Schedules.Deep, Data);

        var epochs = Assert.Single(report.Stages).Epochs;
        Assert.True(epochs[^1].Loss < 0.7 * epochs[0].Loss, $"{epochs[0].Loss:f3} → {epochs[^1].Loss:f3}");
        var after = Parameters(model);
        Assert.NotEqual(before["h1.weight"], after["h1.weight"]);
        Assert.NotEqual(before["h2.bias"], after["h2.bias"]);
        Assert.Equal(before["kind.weight"], after["kind.weight"]);
    }

    /// <summary>One step, for the parameters that are the model's.</summary>
    private static void Descend(ReferenceNetwork stage, Examples examples, Dictionary<string, double[]> model)
    {
        var parameters = stage.Parameters.ToDictionary(
            tensor => tensor.Name,
            tensor => model.TryGetValue(tensor.Name, out double[]? own) ? own : new double[tensor.Count]);
        var gradients = stage.Differentiate(parameters, examples, (_, _) => 0).Gradients;
        foreach (string own in parameters.Keys.Where(model.ContainsKey))
            model[own] = [.. model[own].Zip(gradients[own], (value, slope) => value - Rate * slope)];
    }

    private static double[] Inputs()
    {
        var values = new float[Count * Data.Training.InputShape.Count];
        for (int i = 0; i < Count; i++)
            Data.Training.CopyInput(i, values.AsSpan(i * Data.Training.InputShape.Count));
        return Array.ConvertAll(values, value => (double)value);
    }

    private static Dictionary<string, double[]> Parameters(Model model) =>
        ParameterTensors.Unpack(model.ModelLayout, model.ReadParameters().ToArray());
}
