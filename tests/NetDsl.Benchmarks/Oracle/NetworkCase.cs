using static TorchSharp.torch;

namespace NetDsl.Benchmarks.Oracle;

/// <summary>A network of the conformance tests and its counterpart in libtorch.</summary>
/// <param name="Name">The file in <c>Networks/</c>, without its ending; or the subject that is a stage's network.</param>
/// <param name="Forward">From the input [count, channels, height, width] to what the last layer gives [count, units],
/// before any softmax.</param>
internal sealed record NetworkCase(string Name, Func<TorchNetwork, Tensor, Tensor> Forward)
{
    private const int Count = 3;

    /// <summary>The model and the schedule of one stage, an autoencoder, that no file states; null where one does.</summary>
    public string? Model { get; init; }

    /// <summary>Added to the mean loss of a batch, by its input [count, size]; null for nothing.</summary>
    public Func<TorchNetwork, Tensor, Tensor>? Penalty { get; init; }

    /// <summary>Runs it forward and back, and writes what came out.</summary>
    public void Write(string folder)
    {
        using var scope = NewDisposeScope();
        var network = Model is null
            ? OracleNetwork.Read(folder, Name)
            : OracleNetwork.OfStage(Name, Model, Count);
        var values = new OracleValues(seed: 1);
        var parameters = values.Parameters(network);
        var batch = Model is null ? values.Batch(network, Count) : values.SelfTargets(network, Count);
        var torch = new TorchNetwork(network, parameters);
        var head = network.Network.Output;
        var inferred = Infer(torch, Input(network, batch));
        var output = Forward(torch, Input(network, batch));
        var loss = OracleLoss.Mean(head, output, batch);
        loss = Penalty is null ? loss : loss + Penalty(torch, Input(network, batch));
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
