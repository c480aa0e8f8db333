namespace NetDsl;

/// <summary>All that decides the numbers of a run, as short texts with names: what a checkpoint was saved with, and what a
/// run that is to go on from it has.</summary>
/// <param name="facts">In the order in which differences are told.</param>
internal sealed class RunFingerprint(IReadOnlyList<KeyValuePair<string, string>> facts)
{
    private const int MostTold = 8;

    // a run that goes on does not load it again, and needs it no more
    private const string WeightFileContents = "contents of the weight file";

    internal IReadOnlyList<KeyValuePair<string, string>> Facts => facts;

    internal static RunFingerprint Of(ModelLayout layout, RunPlan plan, DataSet data)
    {
        var facts = new List<KeyValuePair<string, string>>();
        AddNetwork(facts, layout);
        AddSchedule(facts, plan);
        AddExamples(facts, "training examples", data.Training);
        if (data.Validation is { } validation)
        {
            AddExamples(facts, "validation examples", validation);
        }

        return new RunFingerprint(facts);
    }

    /// <summary>What differs, a clause each; empty: nothing.</summary>
    /// <param name="now">What the run has that is to go on.</param>
    internal IReadOnlyList<string> DifferencesTo(RunFingerprint now)
    {
        Dictionary<string, string> before = facts.ToDictionary();
        Dictionary<string, string> after = now.Facts.ToDictionary();
        return
        [
            .. now.Facts
                .Where(fact => before.TryGetValue(fact.Key, out string? saved) && saved != fact.Value)
                .Select(fact => ExampleHash.Is(fact.Value)
                    ? $"{fact.Key} differ"
                    : $"{fact.Key}: was {before[fact.Key]}, is {fact.Value}"),
            .. facts
                .Where(fact => !after.ContainsKey(fact.Key) && fact.Key != WeightFileContents)
                .Select(fact => $"{fact.Key}: was {fact.Value}, is gone"),
            .. now.Facts.Where(fact => !before.ContainsKey(fact.Key)).Select(fact => $"{fact.Key}: {fact.Value} is new"),
        ];
    }

    /// <summary>Differences as a list in words.</summary>
    internal static string Tell(IReadOnlyList<string> differences) =>
        string.Join("; ", differences.Take(MostTold))
        + (differences.Count > MostTold ? $"; and {differences.Count - MostTold} more" : "");

    private static void AddNetwork(List<KeyValuePair<string, string>> facts, ModelLayout layout)
    {
        Add(facts, "network", layout.Name);
        Add(facts, "input", $"{layout.InputShape}{PreparationText(layout.Preparation)}");
        string before = "the input";
        foreach (LayerLayout layer in layout.Layers)
        {
            bool isSaid = layer.Definition.Contains(" from ", StringComparison.Ordinal);
            Add(facts, $"layer {layer.Name}", isSaid ? layer.Definition : $"{layer.Definition} from {before}");
            before = layer.Name;
        }

        foreach (ParameterLayout parameter in layout.Parameters)
        {
            Add(facts, $"parameter {parameter.Name}", ParameterText(parameter));
        }

        Add(facts, "output", layout.Objective);
    }

    private static void AddSchedule(List<KeyValuePair<string, string>> facts, RunPlan plan)
    {
        Add(facts, "schedule", plan.Schedule.Name);
        Add(facts, "seed", $"{plan.Seed}");
        Add(facts, "batch", $"{plan.Schedule.Batch}");
        if (plan.Schedule.Load is { } load)
        {
            Add(facts, "weight file", load.Text);
            if (File.Exists(load.PathFor(plan.Options)))
            {
                Add(facts, WeightFileContents, ContentsOf(load.PathFor(plan.Options)));
            }
        }

        for (int i = 0; i < plan.Stages.Length; i++)
        {
            Add(facts, $"stage {i + 1}", StageText.Describe(plan.Stages[i]));
        }
    }

    private static void AddExamples(List<KeyValuePair<string, string>> facts, string name, ExampleSet examples)
    {
        Add(facts, name, $"{examples.Count} of {examples.InputShape}");
        Add(facts, $"classes and targets of the {name}", ExampleHash.OfTargets(examples));
        Add(facts, $"values of the {name}", ExampleHash.OfInputs(examples));
    }

    private static string ContentsOf(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return ExampleHash.Of(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private static string PreparationText(InputPreparation? preparation) => preparation is null
        ? ""
        : FormattableString.Invariant($", scale {preparation.Low} .. {preparation.High}")
            + Numbers(", mean", preparation.Mean) + Numbers(", deviation", preparation.Deviation)
            + (preparation.Training is { } training ? AugmentationText(training) : "");

    private static string AugmentationText(Augmentation training) => FormattableString.Invariant(
        $", crop pad {training.CropPad}, {(training.Mirror ? "mirror, " : "")}shift {training.Shift}, rotate ")
        + FormattableString.Invariant($"{training.Rotation}, gain {training.LowestGain} .. {training.HighestGain}");

    private static string ParameterText(ParameterLayout parameter) => FormattableString.Invariant(
        $"{parameter.Kind} {parameter.Shape}, begins as {parameter.Initialization.Kind} {parameter.Initialization.Low}")
        + FormattableString.Invariant($" {parameter.Initialization.High}, momentum {parameter.Momentum}")
        + (parameter.Values is { } values ? $", values {ExampleHash.Of(values)}" : "");

    private static string Numbers(string name, float[] values) => values.Length == 0
        ? ""
        : $"{name} {string.Join(' ', values.Select(value => FormattableString.Invariant($"{value}")))}";

    private static void Add(List<KeyValuePair<string, string>> facts, string name, string value) =>
        facts.Add(new(name, value));
}
