using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>A network of the conformance tests and its counterpart in libtorch.</summary>
/// <param name="Name">The file in <c>Networks/</c>, without its ending.</param>
/// <param name="Forward">From the input [count, channels, height, width] to what the last layer gives [count, units],
/// before any softmax.</param>
internal sealed record NetworkCase(string Name, Func<TorchNetwork, Tensor, Tensor> Forward)
{
    private const int Count = 3;

    /// <summary>Runs it forward and back, and writes what came out.</summary>
    public void Write(string folder)
    {
        using var scope = NewDisposeScope();
        var network = OracleNetwork.Read(folder, Name);
        var values = new OracleValues(seed: 1);
        var parameters = values.Parameters(network);
        var batch = values.Batch(network, Count);
        var torch = new TorchNetwork(network, parameters);
        var head = network.Network.Output;
        var inferred = Infer(torch, Input(network, batch));
        var output = Forward(torch, Input(network, batch));
        var loss = OracleLoss.Mean(head, output, batch);
        loss.backward();
        FixtureFile.Write(folder, Name, json =>
        {
            json.WriteString("network", Name);
            json.WriteBatch(batch);
            json.WriteTensors("parameters", parameters);
            json.WriteTensor("outputs", FixtureFile.Values(OracleLoss.Infer(head, inferred)));
            // of the batch's examples together
            json.WriteTensor("loss", FixtureFile.Values(loss * Count));
            var learnt = torch.Parameters.Where(parameter => parameter.Value.requires_grad);
            json.WriteTensors("gradients", learnt.ToDictionary(
                parameter => parameter.Key, parameter => FixtureFile.Values(parameter.Value.grad!)));
            var statistics = torch.Parameters.Except(learnt).ToList();
            if (statistics.Count > 0)
            {
                // after this batch
                json.WriteTensors("statistics", statistics.ToDictionary(
                    parameter => parameter.Key, parameter => FixtureFile.Values(parameter.Value)));
            }
        });
    }

    private Tensor Infer(TorchNetwork torch, Tensor input)
    {
        using var nothing = no_grad();
        torch.IsTraining = false;
        var output = Forward(torch, input);
        torch.IsTraining = true;
        return output;
    }

    /// <summary>A batch's examples, in the shape of the network's input.</summary>
    public static Tensor Input(OracleNetwork network, OracleBatch batch) => TorchNetwork.Double(
        batch.Inputs, [batch.Count, .. network.Network.Input.Sizes.Select(size => (long)size)]);
}
