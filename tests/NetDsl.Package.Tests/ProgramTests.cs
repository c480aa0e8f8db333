using System.Reflection;
using System.Security.Cryptography;

namespace NetDsl.Package.Tests;

[Collection(nameof(Packages))]
public sealed class ProgramTests(Packages packages)
{
    [Fact]
    public void Program_with_NetDsl_builds_without_a_warning_trains_and_predicts()
    {
        Check(packages.Training);
        Assert.StartsWith("device CPU", packages.Training.Device, StringComparison.Ordinal);
    }

    /// <summary>A signed assembly cannot name one as its friend that is not, such as the one in which ILGPU makes what
    /// launches kernels.</summary>
    [Fact]
    public void Signed_program_with_NetDsl_Gpu_alone_builds_without_a_warning_trains_and_predicts_on_the_GPU_device()
    {
        var trainer = packages.Program("Trainer", "NetDsl.Gpu");
        using var key = new RSACryptoServiceProvider(2048);
        File.WriteAllBytes(trainer.At("key.snk"), key.ExportCspBlob(includePrivateParameters: true));

        CheckOnGpuDevice(trainer, "-p:SignAssembly=true", "-p:AssemblyOriginatorKeyFile=key.snk");

        Assert.NotEmpty(AssemblyName.GetAssemblyName(trainer.At("out", "Trainer.dll")).GetPublicKey()!);
    }

    [Fact]
    public void Program_with_NetDsl_Gpu_needs_no_attributes_from_the_build_to_train_and_predict_on_the_GPU_device() =>
        CheckOnGpuDevice(packages.Program("Trainer", "NetDsl.Gpu"), "-p:GenerateAssemblyInfo=false");

    [Fact]
    public void Mistake_in_a_network_is_an_error_of_the_build_at_its_place()
    {
        var trainer = packages.Program("Trainer", "NetDsl");
        var network = trainer.At("bars.net");
        File.WriteAllText(network, File.ReadAllText(network).Replace("conv 3x3", "conv 33x3"));

        var build = trainer.TryBuild();

        Assert.NotEqual(0, build.ExitCode);
        Assert.Matches(@"bars\.net\(5,\d+\): error NET\d+: ", build.Output);
    }

    private static void CheckOnGpuDevice(PackageProgram trainer, params string[] options)
    {
        var training = Training.Run(trainer, "ilgpu-cpu", options);
        Check(training);
        Assert.Contains("ILGPU", training.Device, StringComparison.Ordinal);
    }

    private static void Check(Training training)
    {
        Assert.Equal("test error 0 %", training.Error);
        Assert.Collection(
            training.Answers,
            across => Assert.StartsWith("Across 0.9", across, StringComparison.Ordinal),
            upright => Assert.StartsWith("Upright 0.9", upright, StringComparison.Ordinal));
        Assert.Contains("Bars", training.Summary, StringComparison.Ordinal);
    }
}
