namespace NetDsl.Conformance.Training;

/// <summary>A run that was interrupted and resumed ends with the same bits as one that was not.</summary>
public sealed class ResumeTests
{
    // 37 examples in batches of 10: 4 steps an epoch, the last of 7 examples; 4 epochs
    private static readonly DataSet Data = RandomData.Classes(new Shape(1, 6, 6), classes: 3, count: 37, seed: 1);

    [Theory]
    [InlineData("Momentum", 1)]
    [InlineData("Momentum", 6)]
    [InlineData("Adaptive", 6)]
    [InlineData("Adaptive", 15)]
    [InlineData("DecayedAdam", 6)]
    [InlineData("Sums", 6)]
    [InlineData("Means", 6)]
    [InlineData("MeansWithMomentum", 6)]
    [InlineData("Ruled", 1)]
    [InlineData("Ruled", 6)]
    [InlineData("Ruled", 7)]
    [InlineData("Ruled", 15)]
    public void Run_stopped_in_the_middle_of_an_epoch_and_resumed_equals_one_that_never_stopped(string name, int steps)
    {
        var schedule = name switch
        {
            "Momentum" => Dropouts.Schedules.Momentum,
            "Adaptive" => Dropouts.Schedules.Adaptive,
            "DecayedAdam" => Dropouts.Schedules.DecayedAdam,
            "Sums" => Dropouts.Schedules.Sums,
            "Means" => Dropouts.Schedules.Means,
            "Ruled" => Dropouts.Schedules.Ruled,
            _ => Dropouts.Schedules.MeansWithMomentum,
        };
        using var folder = new TemporaryFolder();
        using var whole = Dropouts.Create(seed: 3, Device.Cpu);
        whole.Run(schedule, Data);

        using var first = Dropouts.Create(seed: 3, Device.Cpu);
        using var stop = new StopAtStep(steps);
        var options = new RunOptions { OutputFolder = folder.Path, ProgressInterval = TimeSpan.Zero };
        var interrupted = first.Run(schedule, Data, stop, options, stop.Token);
        // another seed: everything that decides the result has to come from the checkpoint
        using var second = Dropouts.Create(seed: 4, Device.Cpu);
        var resumed = second.Run(schedule, Data, null, options with { Resume = interrupted.CheckpointPath });

        Assert.True(interrupted.Interrupted);
        Assert.InRange(stop.Stopped.Batch, 1, stop.Stopped.Batches - 1);
        Assert.False(resumed.Interrupted);
        Assert.NotEqual(ModelBits.Of(whole), ModelBits.Of(first));
        Assert.Equal(ModelBits.Of(whole), ModelBits.Of(second));
    }

    [Fact]
    public void Dropout_draws_other_masks_at_every_step()
    {
        using var model = Dropouts.Create(seed: 3, Device.Cpu);
        using var other = Dropouts.Create(seed: 3, Device.Cpu);
        model.Run(Dropouts.Schedules.Momentum, Data, null, new RunOptions { Seed = 1 });
        other.Run(Dropouts.Schedules.Momentum, Data, null, new RunOptions { Seed = 2 });

        Assert.NotEqual(ModelBits.Of(model), ModelBits.Of(other));
    }
}
