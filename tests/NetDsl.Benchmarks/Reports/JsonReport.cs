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
                result.Ratio,
                Contestants = result.Contestants.Select(contestant => Figures(result.Line, contestant, machine)),
            }),
        };
        var temporary = path + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(report, Format) + "\n");
        File.Move(temporary, path, overwrite: true);
    }

    private static object Figures(ContestLine line, ContestantResult contestant, MachineDescription machine)
    {
        var gigaFlops = contestant.MedianImagesPerSecond * line.FlopsEachImage / 1e9;
        return new
        {
            contestant.Name,
            contestant.MedianImagesPerSecond,
            GigaFlops = gigaFlops,
            ShareOfPeak = gigaFlops / machine.FmaPeakGigaFlops,
            Rounds = contestant.ImagesPerSecond,
        };
    }
}
