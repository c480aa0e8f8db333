using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>A schedule of <c>Networks/Updates.net</c> and its counterpart in libtorch.</summary>
/// <param name="Schedule">Its name there; its rate stays, its stage is one.</param>
/// <param name="Optimizers">Which together update each of the network's parameters once.</param>
internal sealed record UpdateCase(string Schedule, Func<TorchNetwork, IReadOnlyList<optim.Optimizer>> Optimizers)
{
    private const string Network = "Updates";

    // the last batch of an epoch may be smaller
    private static readonly int[] Counts = [4, 4, 4, 4, 3];

    /// <summary>What the fixture is called, and <c>--only</c> takes.</summary>
    public string Name => $"{Network}.{Schedule}";

    /// <summary>Trains on a few batches, and writes the parameters after each.</summary>
    public void Write(string folder)
    {
        using var scope = NewDisposeScope();
        var network = OracleNetwork.Read(folder, Network);
        var values = new OracleValues(seed: 2);
        var parameters = values.Parameters(network);
        var torch = new TorchNetwork(network, parameters);
        var optimizers = Optimizers(torch);
        FixtureFile.Write(folder, Name, json =>
        {
            json.WriteString("network", Network);
            json.WriteString("schedule", Schedule);
            json.WriteTensors("parameters", parameters);
            json.WriteStartArray("steps");
            foreach (var count in Counts)
            {
                var batch = values.Batch(network, count);
                Step(network, torch, optimizers, batch);
                json.WriteStartObject();
                json.WriteBatch(batch);
                json.WriteTensors("parameters", torch.Parameters.ToDictionary(
                    parameter => parameter.Key, parameter => FixtureFile.Values(parameter.Value)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void Step(
        OracleNetwork network, TorchNetwork torch, IReadOnlyList<optim.Optimizer> optimizers, OracleBatch batch)
    {
        var x = torch.Convolve("c1", NetworkCase.Input(network, batch)).tanh();
        x = torch.Dense("f2", x).tanh();
        OracleLoss.Mean(network.Network.Output, torch.Dense("place", x), batch).backward();
        foreach (var optimizer in optimizers)
        {
            optimizer.step();
            optimizer.zero_grad();
        }
    }
}
