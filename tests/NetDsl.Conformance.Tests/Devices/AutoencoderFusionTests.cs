using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>Fusing changes nothing of what an autoencoder's stage computes: not where two layers share weights, nor
/// where penalties and unpoolings read what lies between others.</summary>
public sealed class AutoencoderFusionTests
{
    public static TheoryData<string> Names => [.. Autoencoders.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fused_and_unfused_give_equal_outputs_losses_and_gradients(string name)
    {
        var subject = Subjects.Named(name);
        var examples = RandomExamples.Create(subject.Reference, count: 3, seed: 2);
        using var fused = Start(subject);
        using var unfused = Start(Autoencoders.UnfusedOf(name));

        Tolerance.AssertClose("output", unfused.Infer(examples), fused.Infer(examples), Tolerance.Regrouped);
        var expected = unfused.Differentiate(examples, ReferenceCase.Position);
        var actual = fused.Differentiate(examples, ReferenceCase.Position);
        Tolerance.AssertClose("loss", [expected.Loss], [actual.Loss], Tolerance.Regrouped);
        Assert.Equal(expected.Wrong, actual.Wrong);
        var gradients = fused.ReadGradients();
        foreach (var (tensor, gradient) in unfused.ReadGradients())
            Tolerance.AssertClose(tensor + "'s gradient", gradient, gradients[tensor], Tolerance.Regrouped);
    }

    private static DeviceRun Start(Subject subject)
    {
        var run = DeviceRun.On(subject, Device.Cpu);
        run.WriteParameters(RandomExamples.Parameters(subject.Reference, seed: 1));
        return run;
    }
}
