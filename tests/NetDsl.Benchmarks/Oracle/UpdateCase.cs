using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>A schedule of <c>Networks/Updates.net</c> and its counterpart in libtorch.</summary>
/// <param name="Schedule">Its name there; its rate stays, its stage is one.</param>
/// <param name="Optimizers">Which together update each of the network's parameters once.</param>
internal sealed record UpdateCase(string Schedule, Func<TorchNetwork, IReadOnlyList<optim.Optimizer>> Optimizers)
{
    private const string Network = "Updates";

    /// <summary>Batches that make one update.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>Added to the mean loss of an update's examples; null for nothing.</summary>
    public Func<TorchNetwork, Tensor>? Penalty { get; init; }

    /// <summary>Done to the gradients before each update.</summary>
    public Action<TorchNetwork> BeforeUpdate { get; init; } = _ => { };

    /// <summary>Done to the parameters after each update.</summary>
    public Action<TorchNetwork> AfterUpdate { get; init; } = _ => { };

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
            for (var index = 0; index < Counts.Length; index++)
            {
                var batch = values.Batch(network, Counts[index]);
                var group = Counts.Chunk(Accumulate).ElementAt(index / Accumulate);
                Differentiate(network, torch, batch, group.Sum());
                if ((index + 1) % Accumulate == 0 || index + 1 == Counts.Length)
                {
                    Update(torch, optimizers);
                }

                json.WriteStartObject();
                json.WriteBatch(batch);
                json.WriteTensors("parameters", torch.Parameters.ToDictionary(
                    parameter => parameter.Key, parameter => FixtureFile.Values(parameter.Value)));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>Adds the batch's part of the gradients of the mean over so many examples.</summary>
    private static void Differentiate(OracleNetwork network, TorchNetwork torch, OracleBatch batch, int examples)
    {
        var x = torch.Convolve("c1", NetworkCase.Input(network, batch)).tanh();
        x = torch.Dense("f2", x).tanh();
        var loss = OracleLoss.Mean(network.Network.Output, torch.Dense("place", x), batch);
        (loss * batch.Count / examples).backward();
    }

    private void Update(TorchNetwork torch, IReadOnlyList<optim.Optimizer> optimizers)
    {
        Penalty?.Invoke(torch).backward();
        BeforeUpdate(torch);
        foreach (var optimizer in optimizers)
        {
            optimizer.step();
            optimizer.zero_grad();
        }

        using (no_grad())
        {
            AfterUpdate(torch);
        }
    }
}
