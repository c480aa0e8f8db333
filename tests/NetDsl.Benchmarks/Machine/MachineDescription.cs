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
            CoreCount(),
            Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            peak.GigaFlops,
            peak.VectorBits,
            MemoryBandwidth.Measure(threads));
    }

    private static string ProcessorName() =>
        ProcessorLines("model name").Select(line => line[(line.IndexOf(':') + 1)..].Trim()).FirstOrDefault()
        ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    // The machine's, where .NET may be kept to fewer.
    private static int CoreCount() =>
        ProcessorLines("processor").Count() is > 0 and var count ? count : Environment.ProcessorCount;

    private static IEnumerable<string> ProcessorLines(string key)
    {
        const string Source = "/proc/cpuinfo";
        return File.Exists(Source)
            ? File.ReadLines(Source).Where(line => line.StartsWith(key, StringComparison.Ordinal))
            : [];
    }
}
