using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace NetDsl.Package.Tests;

[Collection(nameof(Packages))]
public sealed class NativeTests(Packages packages)
{
    // What the runtime of every natively compiled program says where its instruction sets are missing, before any code
    // of the program runs. README.md of the package tells what to do about it.
    private const string NoSuchInstructions = "The required instruction sets are not supported by the current CPU.";

    [NativeFact]
    public void Native_program_is_published_without_a_warning_and_predicts_as_the_trained_network_did()
    {
        var training = packages.Training;
        var reader = packages.Program("Reader", "NetDsl");

        reader.Publish();
        var run = reader.RunToEnd(training.Weights);

        if (RuntimeInformation.OSArchitecture == Architecture.X64 && !(Avx2.IsSupported && Fma.IsSupported))
        {
            Assert.Contains(NoSuchInstructions, run.Output, StringComparison.Ordinal);
            return;
        }

        Assert.Equal([DeviceLine(), .. training.Answers], run.Lines);
        Assert.InRange(new FileInfo(reader.Executable).Length, 1, 4_000_000);
    }

    [NativeFact]
    public void Native_program_says_that_the_processor_lacks_its_instructions()
    {
        if (RuntimeInformation.OSArchitecture != Architecture.X64)
        {
            return;  // only x64 has sets to choose from
        }

        var reader = packages.Program("Reader", "NetDsl");

        reader.Publish("-p:IlcInstructionSet=avx10v2");
        var run = reader.RunToEnd(packages.Training.Weights);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(NoSuchInstructions, run.Output, StringComparison.Ordinal);
    }

    // x86-64-v3, which the package sets, has 256 bits, whatever more this machine has
    private static string DeviceLine()
    {
        var bits = RuntimeInformation.OSArchitecture == Architecture.X64 ? 256 : 128;
        return $"device CPU, {Environment.ProcessorCount} threads, {bits}-bit";
    }
}
