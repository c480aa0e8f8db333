namespace NetDsl.Campaign;

/// <summary>The run that is killed, and where it saves.</summary>
internal static class Training
{
    /// <summary>The checkpoint, saved after every epoch.</summary>
    public static string CheckpointIn(string folder) => Path.Combine(folder, "victim.checkpoint");

    /// <summary>The trained weights.</summary>
    public static string WeightsIn(string folder) => Path.Combine(folder, "victim.safetensors");

    /// <summary>Runs to the end, or goes on from the checkpoint to the end.</summary>
    /// <returns>The exit status.</returns>
    public static int Run(string folder)
    {
        using Victim model = Victim.Create(seed: 7, Device.Cpu);
        string checkpoint = CheckpointIn(folder);
        model.Run(Victim.Schedules.Standard, Data(), options: new RunOptions
        {
            OutputFolder = folder,
            CheckpointPath = checkpoint,
            CheckpointEachEpoch = true,
            Resume = File.Exists(checkpoint) ? checkpoint : null,
        });
        model.Save(WeightsIn(folder));
        return 0;
    }

    public static DataSet Data() => SampleDigits.Create(seed: 3, training: 900, test: 100).HoldOut(100);
}
