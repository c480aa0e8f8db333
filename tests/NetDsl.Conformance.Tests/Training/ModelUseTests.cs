namespace NetDsl.Conformance.Training;

/// <summary>Models that are disposed, or used by several threads at once.</summary>
public sealed class ModelUseTests
{
    private static readonly Image Picture = new(new byte[28 * 28], 1, 28, 28);

    [Fact]
    public void Disposed_model_throws_whatever_is_asked_of_it()
    {
        var data = SampleDigits.Create(seed: 1, training: 20, test: 20);
        var model = SmallDigits.Create(seed: 1, Device.Cpu);
        var tensor = model.Parameters[0];
        model.Dispose();
        model.Dispose();

        Action[] uses =
        [
            () => model.Predict(Picture),
            () => model.Predict(new float[28 * 28]),
            () => model.Evaluate(data.Test),
            () => model.Run(SmallDigits.Schedules.Quick, data),
            () => model.Save("weights.safetensors"),
            () => model.Load("weights.safetensors"),
            () => tensor.CopyTo(new float[tensor.Count]),
            () => tensor.CopyFrom(new float[tensor.Count]),
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
    }

    [Fact]
    public void Disposed_machines_and_autoencoders_throw()
    {
        using var model = Encoded.Create(seed: 3, Device.Cpu);
        model.Run(Encoded.Schedules.Once, RandomData.Classes(new Shape(10), classes: 3, count: 16, seed: 1));
        var autoencoder = Autoencoder.Of(model, Encoded.Schedules.OnceStages.H1);
        autoencoder.Dispose();
        autoencoder.Dispose();

        Assert.Throws<ObjectDisposedException>(() => autoencoder.Reconstruct(new float[autoencoder.InputSize]));
    }

    [Fact]
    public void Disposed_belief_network_throws()
    {
        using var model = Machines.Create(seed: 3, Device.Cpu);
        model.Run(Machines.Schedules.Belief, MachineTests.Data(37));
        var belief = DeepBeliefNetwork.Of(model, Machines.Schedules.Belief);
        belief.Dispose();
        belief.Dispose();

        Assert.Throws<ObjectDisposedException>(() => belief.Sample(count: 1, steps: 1, seed: 1));
        Assert.Throws<ObjectDisposedException>(() => belief.SampleFrom(new float[12], steps: 1, seed: 1));
    }

    [Theory]
    [MemberData(nameof(ForkTests.Devices), MemberType = typeof(ForkTests))]
    public void Disposed_executor_throws_whatever_is_asked_of_it(Device device)
    {
        using var model = SmallDigits.Create(seed: 1, device);
        Executor executor = model.Executor.Fork();
        using var batch = new Batch(2, 28 * 28, 0) { Count = 2 };
        var values = new float[model.ModelLayout.ParameterFloats];
        var update = new UpdateStep(new Sgd(0, Nesterov: false, Decay: 0), 0.1f, 1);
        executor.Dispose();
        executor.Dispose();

        Action[] uses =
        [
            () => executor.ReadParameters(values),
            () => executor.WriteParameters(values),
            () => executor.ReadGradients(values),
            () => executor.ReadOptimizerState(0, values),
            () => executor.WriteOptimizerState(0, values),
            () => executor.ReadAccumulated(values),
            () => executor.WriteAccumulated(values),
            () => executor.Reserve(4, training: true),
            () => executor.Infer(new float[28 * 28], 1, new float[10]),
            () => executor.Differentiate(batch, default),
            () => executor.Train(batch, default, update),
            () => executor.Accumulate(batch, default, first: true),
            () => executor.FindNonFiniteLayer(),
            () => executor.FindNonFiniteParameter(),
            () => executor.Fork(),
        ];
        Assert.All(uses, use => Assert.Throws<ObjectDisposedException>(use));
    }

    // one thread for each model would be 200; others of this process come and go meanwhile
    [Fact]
    public void Models_that_nobody_disposes_of_leave_no_threads()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        int before = process.Threads.Count;
        for (int i = 0; i < 200; i++)
            SmallDigits.Create(seed: 1, Device.Cpu).Predict(Picture);
        process.Refresh();

        Assert.InRange(process.Threads.Count - before, int.MinValue, 100);
    }

    [Fact]
    public void Batch_that_is_disposed_throws()
    {
        var batch = new Batch(2, 3, 4);
        batch.Dispose();
        batch.Dispose();

        Assert.Throws<ObjectDisposedException>(() => batch.Inputs[0]);
        Assert.Throws<ObjectDisposedException>(() => batch.Targets[0]);
        Assert.Throws<ObjectDisposedException>(() => batch.Labels[0]);
    }

    [Fact]
    public void Model_of_two_threads_answers_rightly_or_says_that_it_is_in_use()
    {
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        var images = SampleDigits.Create(seed: 1, training: 10, test: 50).Test.Images;
        var expected = images.Select(image => model.Predict(image)).ToArray();
        int refused = 0;

        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 2000; i++)
            {
                try
                {
                    Assert.Equal(expected[i % 50], model.Predict(images[i % 50]));
                }
                catch (InvalidOperationException exception)
                {
                    Assert.Contains("SmallDigits is in use by another thread", exception.Message);
                    Interlocked.Increment(ref refused);
                }
            }
        });

        Assert.Equal(expected[0], model.Predict(images[0]));
    }

    [Fact]
    public void Run_within_a_run_and_disposal_within_one_are_refused_and_the_run_goes_on()
    {
        var data = SampleDigits.Create(seed: 1, training: 40, test: 20);
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        var messages = new List<string>();
        var progress = new EpochAction(() =>
        {
            messages.Add(Assert.Throws<InvalidOperationException>(
                () => model.Run(SmallDigits.Schedules.Quick, data)).Message);
            messages.Add(Assert.Throws<InvalidOperationException>(model.Dispose).Message);
            model.Evaluate(data.Test);
        });

        var report = model.Run(SmallDigits.Schedules.Quick, data, progress, new RunOptions { Epochs = 1 });

        Assert.False(report.Interrupted);
        Assert.Contains("a run cannot begin within another", messages[0]);
        Assert.Contains("dispose it when that has returned", messages[1]);
    }

    [Fact]
    public async Task Disposal_waits_for_another_threads_run()
    {
        var data = SampleDigits.Create(seed: 1, training: 40, test: 20);
        var model = SmallDigits.Create(seed: 1, Device.Cpu);
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var run = Task.Run(() => model.Run(
            SmallDigits.Schedules.Quick, data,
            new EpochAction(() =>
            {
                begun.Set();
                goOn.Wait();
            }),
            new RunOptions { Epochs = 1 }));
        begun.Wait();
        var disposal = Task.Run(model.Dispose);

        Assert.Throws<InvalidOperationException>(() => model.Predict(Picture));
        Assert.False(disposal.IsCompleted);
        goOn.Set();
        Assert.False((await run).Interrupted);
        await disposal;
        Assert.Throws<ObjectDisposedException>(() => model.Predict(Picture));
    }

    private sealed class EpochAction(Action action) : ITrainingProgress
    {
        public void StageStarted(StageStart stage)
        {
        }

        public void StepDone(in StepProgress step)
        {
        }

        public void EpochDone(EpochReport epoch) => action();

        public void Finished(TrainingReport report)
        {
        }
    }
}
