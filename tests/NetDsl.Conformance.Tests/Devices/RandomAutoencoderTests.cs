using NetDsl.Compiler.Binding;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Devices;

/// <summary>Whatever a stage's layers are: fused, unfused and the reference agree.</summary>
public sealed class RandomAutoencoderTests
{
    private const int Count = 16;

    private static readonly Network[] Networks = [.. Enumerable.Range(0, Count).Select(RandomAutoencoders.Create)];
    private static readonly MadeNetworks Fused = new(Networks, fuse: true, "Random");
    private static readonly MadeNetworks Unfused = new(Networks, fuse: false, "Random");

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Count)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Fused_unfused_and_reference_agree(int seed)
    {
        var reference = new ReferenceNetwork(Networks[seed]);
        var parameters = RandomExamples.Parameters(reference, seed: 1);
        var examples = RandomExamples.Create(reference, count: 3, seed: 2);
        var expected = reference.Differentiate(parameters, examples, RandomWords.At(ReferenceCase.Position));
        double[] outputs = reference.Infer(parameters, examples.Inputs, 3);
        foreach (var made in new[] { Fused, Unfused })
        {
            string name = Networks[seed].Name;
            var subject = new Subject(name, (start, device) => made.Create(name, start, device));
            using var run = DeviceRun.On(subject, Device.Cpu);
            run.WriteParameters(parameters);
            Tolerance.AssertClose("output", outputs, run.Infer(examples), Tolerance.Single);
            var result = run.Differentiate(examples, ReferenceCase.Position);
            Tolerance.AssertClose("loss", [expected.Loss], [result.Loss], Tolerance.Single);
            var gradients = run.ReadGradients();
            foreach (var (tensor, gradient) in expected.Gradients)
                Tolerance.AssertClose(tensor + "'s gradient", gradient, gradients[tensor], Tolerance.Single);
        }
    }
}
