using System.Diagnostics;

namespace NetDsl.Campaign;

/// <summary>Runs that are killed at any moment, again and again, and resumed each time: the weights are those of a run that nobody
/// killed, bit by bit, and nothing is left beside them.</summary>
public static class KillCampaign
{
    private const int KillsOfRound = 12;

    /// <summary>A round is one run that is killed a dozen times.</summary>
    public static IReadOnlyList<string> Run(int seed, int rounds)
    {
        string root = Directory.CreateTempSubdirectory("netdsl-kills-").FullName;
        try
        {
            string whole = Directory.CreateDirectory(Path.Combine(root, "whole")).FullName;
            long start = Stopwatch.GetTimestamp();
            using (Process process = Start(whole))
            {
                process.WaitForExit();
            }

            TimeSpan length = Stopwatch.GetElapsedTime(start);
            byte[] expected = File.ReadAllBytes(Training.WeightsIn(whole));
            var random = new Random(seed);
            return [.. Enumerable.Range(1, rounds).Select(round => Try(round)).OfType<string>()];

            string? Try(int round)
            {
                string folder = Directory.CreateDirectory(Path.Combine(root, $"{round}")).FullName;
                int kills = 0;
                for (int i = 0; i < KillsOfRound; i++)
                {
                    kills += KilledAfter(folder, random.NextDouble() * length) ? 1 : 0;
                }

                using Process last = Start(folder);
                string errors = last.StandardError.ReadToEnd();
                last.WaitForExit();
                string[] files = [.. Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order()];
                Console.WriteLine($"round {round}: {kills} kills");
                return last.ExitCode != 0 ? $"round {round}: {errors}"
                    : !expected.SequenceEqual(File.ReadAllBytes(Training.WeightsIn(folder)))
                        ? $"round {round}: other weights than those of a run that was not killed"
                    : files.Length != 2 ? $"round {round}: left behind: {string.Join(", ", files)}"
                    : null;
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static bool KilledAfter(string folder, TimeSpan time)
    {
        using Process process = Start(folder);
        if (process.WaitForExit(time))
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }

    private static Process Start(string folder) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(KillCampaign).Assembly.Location, "train", folder])
        {
            RedirectStandardError = true,
        })!;
}
