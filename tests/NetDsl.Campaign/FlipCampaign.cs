namespace NetDsl.Campaign;

/// <summary>A checkpoint and a weight file, each with one bit flipped: both are refused, wherever the bit is; but a weight file
/// whose checksum has another name by now is one without, and may give the weights that it holds.</summary>
public static class FlipCampaign
{
    private const int FlipsOfRound = 500;

    /// <summary>A round is 500 flips of each file.</summary>
    public static IReadOnlyList<string> Run(int seed, int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("netdsl-flips-").FullName;
        try
        {
            Training.Run(folder);
            using Victim model = Victim.Create(seed: 7, Device.Cpu);
            DataSet data = Training.Data();
            var random = new Random(seed);
            model.Load(Training.WeightsIn(folder));
            float[] weights = WeightsOf(model);
            return
            [
                .. Flip<CheckpointException>(Training.CheckpointIn(folder), random, rounds, path =>
                {
                    model.Run(Victim.Schedules.Standard, data, options: new RunOptions { OutputFolder = folder, Resume = path });
                    return false;
                }),
                .. Flip<WeightsException>(Training.WeightsIn(folder), random, rounds, path =>
                {
                    model.Load(path);
                    return weights.AsSpan().SequenceEqual(WeightsOf(model));
                }),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static float[] WeightsOf(Victim model) => [.. model.Parameters.SelectMany(tensor => tensor.ToArray())];

    /// <param name="read">Whether it is as it was.</param>
    private static List<string> Flip<TRefused>(string path, Random random, int rounds, Func<string, bool> read)
        where TRefused : Exception
    {
        byte[] whole = File.ReadAllBytes(path);
        string flipped = path + ".flipped";
        var failures = new List<string>();
        for (int i = 0; i < rounds * FlipsOfRound; i++)
        {
            byte[] bytes = [.. whole];
            // the header, a small part of the file, half of the time
            int bit = random.Next(8 * (random.Next(2) == 0 ? Math.Min(8_000, bytes.Length) : bytes.Length));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(flipped, bytes);
            try
            {
                if (!read(flipped))
                {
                    failures.Add($"{Path.GetFileName(path)}: bit {bit} flipped, and read all the same");
                }
            }
            catch (TRefused)
            {
                // as documented
            }
            catch (Exception exception)
            {
                failures.Add($"{Path.GetFileName(path)}: bit {bit} flipped: {exception}");
            }
        }

        return failures;
    }
}
