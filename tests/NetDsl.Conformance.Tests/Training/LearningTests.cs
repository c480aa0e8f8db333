namespace NetDsl.Conformance.Training;

/// <summary>Training learns: what all the parts are for.</summary>
public sealed class LearningTests
{
    [Fact]
    public void Small_network_learns_the_sample_digits()
    {
        var data = SampleDigits.Create(seed: 1, training: 1000, test: 300);
        using var model = SmallDigits.Create(seed: 1, Device.Cpu);
        var before = model.Evaluate(data.Test);

        var report = model.Run(SmallDigits.Schedules.Quick, data);

        // untrained: ln 10 = 2.3 and nine in ten wrong
        Assert.InRange(before.Loss, 1.8, 3.5);
        Assert.InRange(before.Error, 0.7, 1);
        var epochs = report.Stages[0].Epochs;
        Assert.True(epochs[^1].Loss < 0.5 * epochs[0].Loss, $"{epochs[0].Loss:f3} → {epochs[^1].Loss:f3}");
        Assert.True(report.Test.Error < 0.4, $"test error {report.Test.Error:p1}");
    }
}
