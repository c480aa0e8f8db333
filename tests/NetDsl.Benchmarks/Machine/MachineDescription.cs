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
    /// <summary>Asks the system and measures what so many threads can do; takes a few seconds.</summary>
    public static MachineDescription Measure(int threads)
    {
        var peak = FmaPeak.Measure(threads);
        return new MachineDescription(
            ProcessorName(),
            Environment.ProcessorCount,
            Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            peak.GigaFlops,
            peak.VectorBits,
            MemoryBandwidth.Measure(threads));
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
