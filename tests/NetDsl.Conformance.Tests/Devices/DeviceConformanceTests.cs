using NetDsl.Conformance.Oracle;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>
/// What a network means is what the reference computes; here a device is held to it. One sealed class for each device.
/// </summary>
public abstract class DeviceConformanceTests(RunCache cache) : IClassFixture<RunCache>
{
    /// <summary>Room for a batch, and the examples in it: one, a full batch, an incomplete one.</summary>
    private static readonly (int Capacity, int Count)[] Batches = [(1, 1), (4, 4), (4, 3)];

    public static TheoryData<string, int, int> Cases => CasesWhere((_, _) => true);

    public static TheoryData<string, int, int> TrainingCases =>
        CasesWhere((subject, count) => count >= subject.LeastBatch);

    public static TheoryData<string> Names => [.. Subjects.Small.Select(subject => subject.Name)];

    public static TheoryData<string> LearningNames =>
        [.. Subjects.Small.Where(subject => subject.Reference.Parameters.Any()).Select(subject => subject.Name)];

    public static TheoryData<string> NetworkFixtures => [.. OracleFixture.OfNetworks];

    public static TheoryData<string> ScheduleFixtures => [.. OracleFixture.OfSchedules];

    public static TheoryData<string> StageNames => [.. UpdateStages.All.Keys];

    /// <summary>The network of the subject on this device.</summary>
    private protected abstract DeviceRun Start(Subject subject);

    [DeviceTheory]
    [MemberData(nameof(Cases))]
    public void Inference_equals_the_reference(string network, int capacity, int count) =>
        CheckInference(Subjects.Named(network), capacity, count);

    [DeviceTheory]
    [MemberData(nameof(TrainingCases))]
    public void Loss_and_gradients_equal_the_reference(string network, int capacity, int count) =>
        CheckGradients(Subjects.Named(network), capacity, count);

    [DeviceTheory]
    [InlineData("Kernels")]
    public void Kernels_of_textbooks_give_the_worked_example(string network)
    {
        using var run = Start(Subjects.Named(network));
        run.WriteParameters([]);
        run.Executor.Reserve(1, training: false);

        double[] outputs = run.Infer(new Examples(1, [1, 2, 3, 4, 5, 6, 7, 8, 9], [], []));

        double[][] pictures = [.. outputs.Chunk(9)];
        Assert.Equal([13, 20, 17, 18, 24, 18, -13, -20, -17], pictures[0]);
        Assert.Equal([-13, -20, -17, -18, -24, -18, 13, 20, 17], pictures[1]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], pictures[2]);
        Assert.Equal([2, 3, 0, 5, 6, 0, 8, 9, 0], pictures[3]);
        double[] blurred = [.. new double[] { 12, 21, 16, 27, 45, 33, 24, 39, 28 }.Select(sum => sum / 9)];
        Tolerance.AssertClose("blurred", blurred, pictures[4], Tolerance.Single);
        double[] sharpened = [.. blurred.Select((mean, i) => 2 * (i + 1) - mean)];
        Tolerance.AssertClose("sharpened", sharpened, pictures[5], Tolerance.Single);
    }

    [DeviceTheory]
    [MemberData(nameof(StageNames))]
    public void Updates_follow_the_formula(string name)
    {
        var stage = UpdateStages.All[name];
        var subject = Subjects.Named("Reader");
        var run = cache.Get(subject, Start);
        var parameters = RandomExamples.Parameters(subject.Reference, seed: 1);
        var state = new ReferenceUpdate(stage, run.Layout, parameters);
        var steps = new StageSteps(stage, run);
        run.WriteParameters(state.Parameters);
        run.ClearOptimizerState();
        for (int number = 1; number <= 3; number++)
        {
            float rate = 0.05f / number;
            for (int batch = 1; batch <= stage.Accumulate; batch++)
            {
                var examples = RandomExamples.Create(subject.Reference, count: 5 - batch, seed: 10 * number + batch);
                steps.Run(examples, rate, updates: batch == stage.Accumulate);
                state.Accumulate(run.ReadGradients(), examples.Count);
            }

            state.Update(rate, number);
            var actual = run.ReadParameters();
            foreach (var (tensor, expected) in state.Parameters)
                Tolerance.AssertClose($"{tensor} after update {number}", expected, actual[tensor], Tolerance.Update);
        }
    }

    [DeviceTheory]
    [InlineData("Normalized", "sgd momentum decay")]
    [InlineData("NormalizedFeatures", "accumulate")]
    [InlineData("NormalizedResidual", "clip norm")]
    public void Running_statistics_follow_the_batches_and_inference_follows_them(string network, string stageName)
    {
        var stage = UpdateStages.All[stageName];
        var subject = Subjects.Named(network);
        var run = cache.Get(subject, Start);
        var reference = subject.Reference;
        var state = new ReferenceUpdate(stage, run.Layout, RandomExamples.Parameters(reference, seed: 1));
        var steps = new StageSteps(stage, run);
        run.WriteParameters(state.Parameters);
        run.ClearOptimizerState();
        for (int number = 1; number <= 3; number++)
        {
            for (int batch = 1; batch <= stage.Accumulate; batch++)
            {
                var examples = RandomExamples.Create(reference, count: 4, seed: 10 * number + batch);
                steps.Run(examples, rate: 0.05f, updates: batch == stage.Accumulate);
                state.Accumulate(run.ReadGradients(), examples.Count);
                if (batch == stage.Accumulate)
                    state.Update(0.05f, number);

                var actual = run.ReadParameters();
                foreach (var (name, expected) in state.Parameters)
                    Tolerance.AssertClose($"{name} after update {number}", expected, actual[name], Tolerance.Update);
                double[] outputs = reference.Infer(state.Parameters, examples.Inputs, examples.Count);
                Tolerance.AssertClose("output", outputs, run.Infer(examples), Tolerance.Single);
            }
        }
    }

    [DeviceTheory]
    [MemberData(nameof(NetworkFixtures))]
    public void Outputs_loss_and_gradients_equal_libtorchs(string name)
    {
        var fixture = OracleFixture.Load(name);
        OracleCheck.Network(fixture, cache.Get(fixture.Subject, Start));
    }

    [DeviceTheory]
    [MemberData(nameof(ScheduleFixtures))]
    public void Updates_equal_libtorchs(string name)
    {
        var fixture = OracleFixture.Load(name);
        OracleCheck.Updates(fixture, cache.Get(fixture.Subject, Start));
    }

    [DeviceTheory]
    [InlineData("Reader")]
    public void A_loss_that_is_not_finite_leaves_the_parameters_as_they_were(string network)
    {
        var subject = Subjects.Named(network);
        var run = cache.Get(subject, Start);
        run.WriteParameters(RandomExamples.Parameters(subject.Reference, seed: 1));
        var before = run.ReadParameters();
        var examples = RandomExamples.Create(subject.Reference, count: 2, seed: 2);
        examples.Inputs[7] = double.NaN;

        var result = run.Train(examples, new RandomPosition(3, 0), new UpdateStep(UpdateStages.Adam, 0.1f, 1));

        Assert.False(double.IsFinite(result.Loss));
        var after = run.ReadParameters();
        foreach (var (name, tensor) in before)
            Assert.Equal(tensor, after[name]);
    }

    [DeviceTheory]
    [MemberData(nameof(LearningNames))]
    public void Weights_that_are_not_numbers_reach_the_loss_and_their_layer_is_named(string network)
    {
        var subject = Subjects.Named(network);
        var run = cache.Get(subject, Start);
        var examples = RandomExamples.Create(subject.Reference, count: 2, seed: 2);
        string[] weights = [.. subject.Reference.Parameters.Select(parameter => parameter.Name).Where(IsWeight)];
        foreach (string tensor in new[] { weights[weights.Length / 2], weights[^1] })
        {
            var parameters = RandomExamples.Parameters(subject.Reference, seed: 1);
            parameters[tensor].AsSpan().Fill(double.NaN);
            run.WriteParameters(parameters);

            var result = run.Train(examples, new RandomPosition(3, 0), new UpdateStep(UpdateStages.Sgd, 0.1f, 1));

            Assert.False(double.IsFinite(result.Loss), $"{tensor} is not a number, but the loss is {result.Loss}");
            Assert.Equal(tensor, run.Layout.Layers[run.Executor.FindNonFiniteLayer()].Name + ".weight");
        }
    }

    private protected void CheckInference(Subject subject, int capacity, int count)
    {
        var expected = ReferenceCase.Get(subject, count);
        var run = cache.Get(subject, Start);
        run.Executor.Reserve(capacity, training: false);
        run.WriteParameters(expected.Parameters);

        Tolerance.AssertClose("output", expected.Outputs, run.Infer(expected.Examples), Tolerance.Single);
    }

    private protected void CheckGradients(Subject subject, int capacity, int count)
    {
        var expected = ReferenceCase.Get(subject, count);
        var run = cache.Get(subject, Start);
        run.Executor.Reserve(capacity, training: true);
        run.WriteParameters(expected.Parameters);

        var result = run.Differentiate(expected.Examples, ReferenceCase.Position);

        Tolerance.AssertClose("loss", [expected.Training.Loss], [result.Loss], Tolerance.Single);
        Assert.Equal(expected.Training.Wrong, result.Wrong);
        var gradients = run.ReadGradients();
        foreach (var (name, gradient) in expected.Training.Gradients)
            Tolerance.AssertClose(name + "'s gradient", gradient, gradients[name], Tolerance.Single);
    }

    private static TheoryData<string, int, int> CasesWhere(Func<Subject, int, bool> isOne)
    {
        var cases = new TheoryData<string, int, int>();
        foreach (var subject in Subjects.Small)
            foreach (var (capacity, count) in Batches)
                if (isOne(subject, count))
                    cases.Add(subject.Name, capacity, count);
        return cases;
    }

    private static bool IsWeight(string tensor) => tensor.EndsWith(".weight", StringComparison.Ordinal);
}
