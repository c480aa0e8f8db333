using System.Text;
using System.Text.Json;

namespace NetDsl;

/// <summary>All of a checkpoint but its tensors, as JSON. Numbers are written so that they read back as they
/// were.</summary>
internal static class CheckpointState
{
    internal static string ToJson(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteRun(json, checkpoint);
            WritePosition(json, checkpoint.Position);
            if (checkpoint.BestParameters is not null)
            {
                json.WriteNumber("bestEpoch", checkpoint.BestEpoch);
                // JSON has no infinity or NaN
                json.WriteNumber("best", BitConverter.DoubleToInt64Bits(checkpoint.Best));
            }

            if (checkpoint.Loaded is { } loaded)
            {
                LoadedState.Write(json, "loaded", loaded);
            }

            json.WriteStartArray("finishedStages");
            foreach (StageReport stage in checkpoint.FinishedStages)
            {
                json.WriteStartObject();
                json.WriteString("name", stage.Name);
                json.WriteNumber("bestEpoch", stage.BestEpoch ?? 0);
                WriteEpochs(json, stage.Epochs);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteEpochs(json, checkpoint.FinishedEpochs);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static Checkpoint FromJson(string text)
    {
        // what is stated twice is damage, not a choice
        using JsonDocument document = JsonDocument.Parse(text, new() { AllowDuplicateProperties = false });
        JsonElement run = document.RootElement;
        bool hasBest = run.TryGetProperty("best", out JsonElement best);
        return new Checkpoint(
            run.Text("network"),
            new RunFingerprint([.. run.GetProperty("fingerprint").EnumerateObject().Select(
                fact => KeyValuePair.Create(fact.Name, fact.Value.GetString() ?? ""))]),
            Ints(run, "stageEpochs"),
            Ints(run, "stageBatches"),
            run.GetProperty("seed").GetUInt64(),
            run.Int("trainingCount"),
            ReadPosition(run.GetProperty("position")),
            [.. run.GetProperty("finishedStages").EnumerateArray().Select(ReadStage)],
            ReadEpochs(run),
            hasBest ? BitConverter.Int64BitsToDouble(best.GetInt64()) : double.PositiveInfinity,
            hasBest ? run.Int("bestEpoch") : 0,
            BestParameters: null,
            OptimizerStates: [],
            Accumulated: null,
            StageNetwork: null,
            StageParameters: [],
            new(new Dictionary<string, string>(), []))
        {
            HasChanged = run.GetProperty("hasChanged").GetBoolean(),
            Loaded = run.TryGetProperty("loaded", out JsonElement loaded) ? LoadedState.Read(loaded) : null,
        };
    }

    private static void WriteRun(Utf8JsonWriter json, Checkpoint checkpoint)
    {
        json.WriteString("network", checkpoint.Network);
        json.WriteStartObject("fingerprint");
        foreach ((string name, string value) in checkpoint.Fingerprint.Facts)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        Write(json, "stageEpochs", checkpoint.StageEpochs);
        Write(json, "stageBatches", checkpoint.StageBatches);
        json.WriteNumber("seed", checkpoint.Seed);
        json.WriteNumber("trainingCount", checkpoint.TrainingCount);
        json.WriteBoolean("hasChanged", checkpoint.HasChanged);
    }

    private static void Write(Utf8JsonWriter json, string name, int[] values)
    {
        json.WriteStartArray(name);
        foreach (int value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, RunPosition position)
    {
        json.WriteStartObject("position");
        json.WriteNumber("stage", position.Stage);
        json.WriteNumber("epoch", position.Epoch);
        json.WriteNumber("batch", position.Batch);
        json.WriteNumber("updates", position.Updates);
        json.WriteNumber("shuffledEpochs", position.ShuffledEpochs);
        json.WriteNumber("steps", position.Steps);
        json.WriteNumber("lossSum", position.LossSum);
        json.WriteNumber("wrong", position.Wrong);
        json.WriteNumber("seen", position.Seen);
        json.WriteNumber("elapsedTicks", position.Elapsed.Ticks);
        json.WriteEndObject();
    }

    private static RunPosition ReadPosition(JsonElement json) => new()
    {
        Stage = json.Int("stage"),
        Epoch = json.Int("epoch"),
        Batch = json.Int("batch"),
        Updates = json.Int("updates"),
        ShuffledEpochs = json.Int("shuffledEpochs"),
        Steps = json.Long("steps"),
        LossSum = json.Double("lossSum"),
        Wrong = json.Long("wrong"),
        Seen = json.Long("seen"),
        Elapsed = TimeSpan.FromTicks(json.Long("elapsedTicks")),
    };

    private static void WriteEpochs(Utf8JsonWriter json, IEnumerable<EpochReport> epochs)
    {
        json.WriteStartArray("epochs");
        foreach (EpochReport epoch in epochs)
        {
            json.WriteStartObject();
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteNumber("epochs", epoch.Epochs);
            json.WriteNumber("loss", epoch.Loss);
            json.WriteNumber("error", epoch.Error);
            if (epoch is { ValidationLoss: { } loss, ValidationError: { } error })
            {
                json.WriteNumber("validationLossBits", BitConverter.DoubleToInt64Bits(loss));
                json.WriteNumber("validationErrorBits", BitConverter.DoubleToInt64Bits(error));
            }

            json.WriteNumber("elapsedTicks", epoch.Elapsed.Ticks);
            json.WriteNumber("examplesPerSecond", epoch.ExamplesPerSecond);
            json.WriteBoolean("classifies", epoch.Classifies);
            json.WriteStartObject("measureBits");
            foreach (Measure measure in epoch.Measures)
            {
                json.WriteNumber(measure.Name, BitConverter.DoubleToInt64Bits(measure.Value));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static StageReport ReadStage(JsonElement json) =>
        new(json.Text("name"), ReadEpochs(json), json.Int("bestEpoch") is var best and > 0 ? best : null);

    private static EpochReport[] ReadEpochs(JsonElement json) =>
        [.. json.GetProperty("epochs").EnumerateArray().Select(epoch => new EpochReport(
            epoch.Int("epoch"),
            epoch.Int("epochs"),
            epoch.Double("loss"),
            epoch.Double("error"),
            Bits(epoch, "validationLossBits"),
            Bits(epoch, "validationErrorBits"),
            TimeSpan.FromTicks(epoch.Long("elapsedTicks")),
            epoch.Double("examplesPerSecond"))
        {
            Classifies = epoch.GetProperty("classifies").GetBoolean(),
            Measures = [.. epoch.GetProperty("measureBits").EnumerateObject().Select(
                measure => new Measure(measure.Name, BitConverter.Int64BitsToDouble(measure.Value.GetInt64())))],
        })];

    private static double? Bits(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement bits) ? BitConverter.Int64BitsToDouble(bits.GetInt64()) : null;

    private static string Text(this JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is missing");

    private static int[] Ints(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    private static int Int(this JsonElement json, string name) => json.GetProperty(name).GetInt32();

    private static long Long(this JsonElement json, string name) => json.GetProperty(name).GetInt64();

    private static double Double(this JsonElement json, string name) => json.GetProperty(name).GetDouble();
}
