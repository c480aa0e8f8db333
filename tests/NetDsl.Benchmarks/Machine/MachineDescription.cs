using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NetDsl.Benchmarks.Machine;

/// <summary>What a reader must know of the machine to read the figures.</summary>
internal sealed record MachineDescription(
    string Processor,
    int Cores,
    int VectorBits,
    string System,
    string Runtime,
    double FmaPeakGigaFlops,
    int FmaPeakVectorBits,
    double MemoryGigabytesPerSecond)
{
    /// <summary>Asks the system and measures; takes a few seconds.</summary>
    public static MachineDescription Measure()
    {
        var cores = Environment.ProcessorCount;
        var peak = FmaPeak.Measure(cores);
        return new MachineDescription(
            ProcessorName(),
            cores,
            Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            peak.GigaFlops,
            peak.VectorBits,
            MemoryBandwidth.Measure(cores));
    }

    private static string ProcessorName()
    {
        const string Source = "/proc/cpuinfo";
        var line = File.Exists(Source)
            ? File.ReadLines(Source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
