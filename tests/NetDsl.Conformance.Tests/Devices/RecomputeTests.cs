using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>Computing a block once more changes what is kept, not what comes out.</summary>
public sealed class RecomputeTests
{
    [Theory]
    [InlineData("cpu")]
    [InlineData("ilgpu-cpu")]
    public void Recomputed_and_remembered_give_the_same_bits(string device)
    {
        var recomputed = Subjects.Named("Recomputed");
        var examples = RandomExamples.Create(recomputed.Reference, count: 3, seed: 2);
        var parameters = RandomExamples.Parameters(recomputed.Reference, seed: 4);
        var position = new RandomPosition(Seed: 77, Step: 5);
        using var first = DeviceRun.On(recomputed, Device.Parse(device));
        using var second = DeviceRun.On(Subjects.Named("Remembered"), Device.Parse(device));
        first.WriteParameters(parameters);
        second.WriteParameters(parameters);

        Assert.Equal(second.Differentiate(examples, position).Loss, first.Differentiate(examples, position).Loss);
        var expected = second.ReadGradients();
        Assert.All(first.ReadGradients(), gradient => Assert.Equal(expected[gradient.Key], gradient.Value));
    }

    [Fact]
    public void Recomputing_needs_less_memory_in_training_alone()
    {
        Assert.InRange(Recomputed.TrainingBytes, 1, Remembered.TrainingBytes - 1);
        Assert.Equal(Remembered.InferenceBytes, Recomputed.InferenceBytes);
    }
}
