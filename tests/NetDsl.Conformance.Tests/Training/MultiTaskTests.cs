namespace NetDsl.Conformance.Training;

/// <summary>A network with several outputs, as its user sees it.</summary>
public sealed class MultiTaskTests
{
    private const int Count = 200;

    [Fact]
    public void Each_output_learns_its_own_target()
    {
        var data = Data();
        using var model = Heads.Create(seed: 1, Device.Cpu);
        var before = model.Evaluate(data.Training);

        model.Run(Heads.Schedules.Quick, data);

        var after = model.Evaluate(data.Training);
        Assert.Equal(["kind", "size", "shade", "place"], after.Tasks.Select(task => task.Name));
        foreach (var (first, last) in before.Tasks.Zip(after.Tasks))
            Assert.True(last.Loss < 0.6 * first.Loss, $"{first.Name}: {first.Loss:f3} → {last.Loss:f3}");
        Assert.Equal(
            after.Tasks[0].Loss + 0.5 * after.Tasks[1].Loss + after.Tasks[2].Loss + after.Tasks[3].Loss, after.Loss, 9);
        Assert.Equal(after.Tasks[0].Error, after.Error);
        Assert.True(double.IsNaN(after.Tasks[1].Error));
    }

    [Fact]
    public void Prediction_has_a_member_for_each_output()
    {
        using var model = Heads.Create(seed: 1, Device.Cpu);
        var input = new float[Heads.InputSize];
        input[3] = 1;
        var outputs = new float[Heads.OutputSize];

        Heads.Prediction prediction = model.Predict(input);
        model.Predict(input, outputs);

        Assert.Equal(8, Heads.OutputSize);
        Assert.Equal(outputs[(int)prediction.Kind], prediction.KindProbability);
        Assert.Equal(outputs[..3].Max(), prediction.KindProbability);
        Assert.Equal(1, outputs[..3].Sum(), 5);
        Assert.Equal(outputs[3..5], prediction.Size);
        Assert.Equal(outputs[Heads.OutputStart.Shade + prediction.Shade], prediction.ShadeProbability);
        Assert.Equal(outputs[Heads.OutputStart.Place], prediction.Place);
    }

    [Fact]
    public void Data_for_other_outputs_is_refused_with_both_lists()
    {
        using var model = Heads.Create(seed: 1, Device.Cpu);
        var examples = new MultiTaskExamples(
            new Shape(1, 6, 5), new float[30], TaskTargets.OfClasses("kind", new[] { 0 }),
            TaskTargets.OfValues("size", 1, new float[1]));

        var error = Assert.Throws<DataException>(() => model.Evaluate(examples));

        Assert.Equal(
            "Heads has the outputs kind (classes), size (values: 2), shade (classes), place (values: 1), but the examples have "
            + "kind (classes), size (values: 1): give it MultiTaskExamples with these targets in this order",
            error.Message);
        Assert.Contains("targets for one output", Assert.Throws<DataException>(() => model.Evaluate(
            new VectorExamples(new Shape(1, 6, 5), new float[30], new[] { 0 }))).Message);
    }

    [Fact]
    public void Class_that_an_output_has_not_is_refused()
    {
        using var model = Heads.Create(seed: 1, Device.Cpu);
        var examples = new MultiTaskExamples(
            new Shape(1, 6, 5), new float[30], TaskTargets.OfClasses("kind", new[] { 2 }),
            TaskTargets.OfValues("size", 2, new float[2]), TaskTargets.OfClasses("shade", new[] { 2 }),
            TaskTargets.OfValues("place", 1, new float[1]));

        Assert.Equal(
            "Heads's shade tells 2 classes apart, but number 0 of the examples is of class 2",
            Assert.Throws<DataException>(() => model.Evaluate(examples)).Message);
    }

    [Fact]
    public void Targets_for_another_number_of_examples_are_refused() => Assert.Equal(
        "there are 2 inputs, but kind has targets for 1",
        Assert.Throws<DataException>(() => new MultiTaskExamples(
            new Shape(3), new float[6], TaskTargets.OfClasses("kind", new[] { 0 }))).Message);

    /// <summary>Two bright spots: which row, which column, how bright.</summary>
    private static DataSet Data()
    {
        var random = new Random(1);
        var inputs = new float[Count * Heads.InputSize];
        var (kinds, shades) = (new int[Count], new int[Count]);
        var (sizes, places) = (new float[2 * Count], new float[Count]);
        for (int n = 0; n < Count; n++)
        {
            var (row, column, light) = (random.Next(6), random.Next(5), random.NextSingle() + 0.5f);
            inputs[n * Heads.InputSize + row * 5 + column] = light;
            (kinds[n], shades[n]) = (row / 2, column / 3);
            (sizes[2 * n], sizes[2 * n + 1], places[n]) = (light, 1 - light, column / 5f);
        }

        return new DataSet(new MultiTaskExamples(
            new Shape(1, 6, 5), inputs, TaskTargets.OfClasses("kind", kinds), TaskTargets.OfValues("size", 2, sizes),
            TaskTargets.OfClasses("shade", shades), TaskTargets.OfValues("place", 1, places)));
    }
}
