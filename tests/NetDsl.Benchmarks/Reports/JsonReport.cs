using System.Text.Json;
using NetDsl.Benchmarks.Contests;
using NetDsl.Benchmarks.Machine;

namespace NetDsl.Benchmarks.Reports;

/// <summary>The figures as a file for programs to read.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes the file whole or not at all: beside it first, then renamed.</summary>
    public static void Write(
        string path, MachineDescription machine, int threads, IReadOnlyList<ContestResult> results)
    {
        var report = new
        {
            Date = DateTime.UtcNow,
            Machine = machine,
            Threads = threads,
            Libtorch = LibtorchVersions.Text,
            Lines = results.Select(result => new
            {
                result.Line.Name,
                result.Line.FlopsEachImage,
                result.HandOverNanoseconds,
                Contestants = result.Contestants.Select((contestant, index) => Figures(result, contestant, index, machine)),
            }),
        };
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(report, Format) + "\n");
        File.Move(temporary, path, overwrite: true);
    }

    private static object Figures(
        ContestResult result, ContestantResult contestant, int index, MachineDescription machine)
    {
        var gigaFlops = contestant.MedianImagesPerSecond * result.Line.FlopsEachImage / 1e9;
        return new
        {
            contestant.Name,
            contestant.MedianImagesPerSecond,
            contestant.PeakMegabytes,
            GigaFlops = gigaFlops,
            OursOverThis = result.Ratio(index),
            ShareOfPeak = gigaFlops / machine.FmaPeakGigaFlops,
            Rounds = contestant.ImagesPerSecond,
        };
    }
}
