namespace NetDsl.Conformance.Training;

/// <summary>Networks of each loss, as their users see them.</summary>
public sealed class LossTests
{
    private const int Count = 200;

    [Fact]
    public void Labels_that_hold_by_themselves_are_learnt_and_told_by_name()
    {
        float[] inputs = Inputs();
        float[] targets = [.. Enumerable.Range(0, Count).SelectMany(n => new[]
        {
            inputs[n * 5] > 0 ? 1f : 0, inputs[n * 5 + 1] > 0 ? 1f : 0, inputs[n * 5 + 2] + inputs[n * 5 + 3] > 0 ? 1f : 0,
        })];
        var data = new DataSet(new VectorExamples(new Shape(5), inputs, 3, targets));
        using var model = Tags.Create(seed: 1, Device.Cpu);
        var before = model.Evaluate(data.Training);

        var report = model.Run(Tags.Schedules.Quick, data);

        var after = model.Evaluate(data.Training);
        Assert.True(after.Loss < 0.3 * before.Loss, $"{before.Loss:f3} → {after.Loss:f3}");
        Assert.True(after.Error < 0.2 && before.Error > 0.5, $"{before.Error:f3} → {after.Error:f3}");
        Assert.Equal(after.Error, report.Stages[0].Epochs[^1].Error, 0.05);
        Tags.Prediction prediction = model.Predict(inputs[..5]);
        Assert.Equal(inputs[0] > 0, prediction.Has(Tags.Tag.Round));
        Assert.Equal(prediction.Probabilities[1], prediction[Tags.Tag.Red]);
        Assert.Equal(Count, Enumerable.Range(0, Count).Count(n => Agrees(model, n)) + after.Wrong);

        bool Agrees(Tags tags, int n)
        {
            var answer = tags.Predict(inputs[(n * 5)..((n + 1) * 5)]);
            return Enum.GetValues<Tags.Tag>().All(tag => answer.Has(tag) == targets[n * 3 + (int)tag] > 0.5);
        }
    }

    [Fact]
    public void Targets_of_probabilities_outside_of_0_to_1_are_refused()
    {
        using var model = Tags.Create(seed: 1, Device.Cpu);
        var examples = new VectorExamples(new Shape(5), new float[10], 3, new[] { 0, 1, 0.5f, 0, 1.5f, 1 });
        Assert.Equal(
            "Tags's output gives probabilities, but number 1 of the examples has the target 1.5 there: targets must be from 0 to 1",
            Assert.Throws<DataException>(() => model.Evaluate(examples)).Message);
    }

    [Fact]
    public void Classes_with_a_margin_are_learnt_and_told_with_their_score()
    {
        float[] inputs = Inputs();
        int[] labels = [.. Enumerable.Range(0, Count).Select(n => Side(inputs[n * 5]))];
        var data = new DataSet(new VectorExamples(new Shape(5), inputs, labels));
        using var model = Margins.Create(seed: 1, Device.Cpu);
        var before = model.Evaluate(data.Training);

        model.Run(Margins.Schedules.Quick, data);

        var after = model.Evaluate(data.Training);
        Assert.True(after.Loss < 0.6 * before.Loss && after.Error < 0.2, $"{before} → {after}");
        var scores = new float[3];
        Margins.Prediction prediction = model.Predict(inputs[..5]);
        model.Scores(inputs[..5], scores);
        Assert.Equal(scores.Max(), prediction.Score);
        Assert.Equal(scores[(int)prediction.Side], prediction.Score);
        Assert.Equal(after.Wrong, Count - Enumerable.Range(0, Count).Count(n =>
            (int)model.Predict(inputs[(n * 5)..((n + 1) * 5)]).Side == labels[n]));
    }

    [Fact]
    public void Values_come_near_in_absolute_difference()
    {
        float[] inputs = Inputs();
        float[] targets = [.. Enumerable.Range(0, Count).SelectMany(n =>
            Enumerable.Range(0, 19).Select(unit => inputs[n * 5 + unit % 5] * unit / 19))];
        var data = new DataSet(new VectorExamples(new Shape(5), inputs, 19, targets));
        using var model = Distances.Create(seed: 1, Device.Cpu);
        var before = model.Evaluate(data.Training);

        model.Run(Distances.Schedules.Quick, data);

        var after = model.Evaluate(data.Training);
        Assert.True(after.Loss < 0.6 * before.Loss, $"{before.Loss:f3} → {after.Loss:f3}");
        var outputs = new float[19];
        double sum = 0;
        for (int n = 0; n < Count; n++)
        {
            model.Predict(inputs.AsSpan(n * 5, 5), outputs);
            sum += outputs.Select((value, unit) => Math.Abs((double)value - targets[n * 19 + unit])).Sum();
        }

        Assert.Equal(sum / Count, after.Loss, 1e-4);
    }

    [Fact]
    public void Smoothed_labels_keep_probabilities_from_the_ends()
    {
        float[] inputs = [1, 0, 0, 0, 0, 0, 1, 0, 0, 0];
        var data = new DataSet(new VectorExamples(new Shape(5), inputs, new[] { 3, 8 }));
        using var model = SmoothedLabels.Create(seed: 1, Device.Cpu);
        for (int i = 0; i < 20; i++)
            model.Run(SmoothedLabels.Schedules.Quick, data);

        var probabilities = new float[19];
        model.Probabilities(inputs[..5], probabilities);

        // the label's share: 1 − 0.2 + 0.2 / 19
        Assert.Equal(0.8105, probabilities[3], 0.02);
        Assert.All(probabilities.Where((_, label) => label != 3), value => Assert.Equal(0.2 / 19, value, 0.01));
    }

    private static float[] Inputs()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count * 5).Select(_ => 2 * random.NextSingle() - 1)];
    }

    private static int Side(float value) => value < -0.3f ? 0 : value < 0.3f ? 1 : 2;
}
