using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Training;

/// <summary>Nothing else may run beside these: they count what the whole process allocates.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTestsCollection;

/// <summary>A step of training or inference allocates nothing, on whichever thread.</summary>
[Collection(nameof(AllocationTests))]
public sealed class AllocationTests
{
    private const int Steps = 10;
    private const int Rounds = 5;

    public static TheoryData<string> Names =>
        ["Reader", "Dropouts", "SamePadding", "Wide", "Normalized", "NormalizedFeatures", .. Autoencoders.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_step_allocates_nothing(string name)
    {
        var subject = Subjects.Named(name);
        using var model = subject.Create(1, Device.Cpu);
        var layout = model.ModelLayout;
        using var batch = new Batch(5, layout.InputShape.Count, layout.TargetSize, layout.LabelColumns) { Count = 5 };
        batch.Inputs.Fill(0.5f);
        for (int column = 0; column < layout.LabelColumns; column++)
            batch.LabelsOf(column).Clear();
        batch.Targets.Clear();
        model.Executor.Reserve(5, training: true);
        var optimizer = new Sgd(0.9f, Nesterov: false, Decay: 0.001f);

        AssertAllocatesNothing(step =>
            model.Executor.Train(batch, new RandomPosition(1, step), new UpdateStep(optimizer, 0.001f, step + 1)));
    }

    [Fact]
    public void Steps_with_every_rule_allocate_nothing()
    {
        using var model = Wide.Create(1, Device.Cpu);
        var layout = model.ModelLayout;
        using var batch = new Batch(2, layout.InputShape.Count, 0) { Count = 2 };
        batch.Inputs.Fill(0.5f);
        batch.Labels.Clear();
        model.Executor.Reserve(2, training: true);
        var stage = new FineTuneStage("s", new Sgd(0.9f, false, 0.01f), new ConstantRate(0.1f, 0), 1, null)
        {
            Clip = new NormClipping(0.05f),
            MaximalNorm = 0.8f,
            Accumulate = 2,
            Layers = [new LayerRule("dense1") { RateFactor = 0.5f, L1 = 0.001f }],
        };
        var rules = UpdateRules.Of(stage, layout);

        AssertAllocatesNothing(step =>
        {
            var random = new RandomPosition(1, step);
            model.Executor.Accumulate(batch, random, first: true);
            var update = new UpdateStep(stage.Optimizer, 0.001f, step + 1) { Rules = rules, Accumulated = 2 };
            model.Executor.Train(batch, random, update);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_of_restricted_boltzmann_machines_allocate_nothing(bool isPersistent)
    {
        var stages = (Machines.Schedules.BeliefStages.H1, Machines.Schedules.BeliefStages.H2);
        StageNetwork network = (isPersistent ? stages.H2 : stages.H1).Network!;
        using Executor executor = network.CreateExecutor(Device.Cpu);
        using var batch = new Batch(5, network.Layout.InputShape.Count, targetSize: 0) { Count = 5 };
        batch.Inputs.Fill(0.5f);
        executor.Reserve(5, training: true);
        var optimizer = new Sgd(0.9f, Nesterov: false, Decay: 0.001f);

        AssertAllocatesNothing(step =>
            executor.Train(batch, new RandomPosition(1, step), new UpdateStep(optimizer, 0.001f, step + 1)));
    }

    [Fact]
    public void Prediction_allocates_nothing()
    {
        using var model = Reader.Create(1, Device.Cpu);
        float[] image = new float[Reader.InputSize];

        AssertAllocatesNothing(_ => model.Predict(image));
    }

    [Fact]
    public void Prediction_with_parameters_that_change_allocates_nothing()
    {
        using var model = Normalized.Create(1, Device.Cpu);
        float[] image = new float[Normalized.InputSize];
        var parameters = new float[model.ModelLayout.ParameterFloats];
        model.Executor.ReadParameters(parameters);

        AssertAllocatesNothing(_ =>
        {
            model.Executor.WriteParameters(parameters);
            model.Predict(image);
        });
    }

    [Fact]
    public void Prediction_of_a_data_sets_image_allocates_nothing()
    {
        using var model = Reader.Create(1, Device.Cpu);
        var image = new Image(new byte[Reader.InputSize], 1, 12, 12);

        AssertAllocatesNothing(_ => model.Predict(image));
    }

    [Fact]
    public void Training_loop_allocates_nothing_between_steps()
    {
        var data = RandomData.Classes(new Shape(1, 12, 12), classes: 10, count: 16 * (6 * Steps), seed: 1);
        using var model = Reader.Create(1, Device.Cpu);
        var meter = new AllocationMeter();

        model.Run(Reader.Schedules.Momentum, data, meter, new RunOptions { ProgressInterval = TimeSpan.Zero });

        Assert.Equal(0, meter.Allocated);
    }

    [Fact]
    public void Training_loop_with_random_changes_of_the_images_allocates_nothing_between_steps()
    {
        int count = 10 * (6 * Steps);
        var images = new LabelledImages(new byte[count * Prepared.InputSize], new int[count], 3, 6, 6);
        using var model = Prepared.Create(1, Device.Cpu);
        var meter = new AllocationMeter();

        model.Run(
            Prepared.Schedules.Momentum, new DataSet(images), meter, new RunOptions { ProgressInterval = TimeSpan.Zero });

        Assert.Equal(0, meter.Allocated);
    }

    /// <summary>
    /// Not on this thread, and not on others: of them the least of several rounds counts, for the test runner's own
    /// threads allocate now and then, but a step that allocates does so in every round.
    /// </summary>
    private static void AssertAllocatesNothing(Action<int> run)
    {
        long least = long.MaxValue;
        RunRound(run);
        for (int round = 0; round < Rounds; round++)
        {
            long ofThread = GC.GetAllocatedBytesForCurrentThread();
            long ofAll = GC.GetTotalAllocatedBytes(precise: true);
            RunRound(run);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - ofAll);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - ofThread);
        }

        Assert.Equal(0, least);
    }

    private static void RunRound(Action<int> run)
    {
        for (int step = 0; step < Steps; step++)
            run(step);
    }

    /// <summary>The least that the process allocates over ten steps in the middle of an epoch.</summary>
    private sealed class AllocationMeter : ITrainingProgress
    {
        private long before;

        public long Allocated { get; private set; } = long.MaxValue;

        public void StageStarted(StageStart stage)
        {
        }

        public void StepDone(in StepProgress step)
        {
            if (step.Batch == 3 * Steps)
                before = GC.GetTotalAllocatedBytes(precise: true);
            if (step.Batch == 4 * Steps)
                Allocated = Math.Min(Allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        public void EpochDone(EpochReport epoch)
        {
        }

        public void Finished(TrainingReport report)
        {
        }
    }
}
