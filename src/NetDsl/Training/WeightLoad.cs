namespace NetDsl;

/// <summary>A weight file that a schedule loads before its first stage. It may be of another network, as long as
/// every tensor fits.</summary>
/// <param name="File">Its path. A relative one starts at <see cref="RunOptions.WeightsFolder"/>.</param>
/// <param name="Except">Layers that keep the values they have, by their names in the network; a name that is none's
/// means all layers that start with it and <c>_</c>. What the file has under these names is skipped.</param>
public sealed record WeightLoad(string File, params string[] Except)
{
    /// <summary>Layers that the network does not have, by their names in the file, where their tensors are
    /// left.</summary>
    public string[] OnlyInFile { get; init; } = [];

    /// <summary>All that changes the numbers, in one line: checkpoints compare it.</summary>
    internal string Text => Skipped.Length == 0 ? $"load {File}" : $"load {File} except {string.Join(", ", Skipped)}";

    private string[] Skipped => [.. Except, .. OnlyInFile];

    /// <exception cref="ScheduleException">It names a layer that the network has not.</exception>
    internal LayerNames Check(ModelLayout layout, string schedule)
    {
        return new LayerNames(layout, Except).Unknown.FirstOrDefault() is not { } unknown
            ? new LayerNames(layout, Skipped)
            : throw new ScheduleException(
                $"schedule {schedule} loads {File} except layer {unknown}, but the network {layout.Name} has no such "
                + $"layer; it has {string.Join(", ", layout.Layers.Select(layer => layer.Name))}");
    }

    /// <summary>The file's full path.</summary>
    internal string PathFor(RunOptions options) =>
        Path.GetFullPath(File, Path.GetFullPath(options.WeightsFolder ?? "."));

    /// <summary>Loads the file into a model.</summary>
    /// <exception cref="WeightsException">Nothing was loaded; the message says what to do.</exception>
    internal LoadReport Run(Model model, string schedule, RunOptions options)
    {
        if ((FilePath.Fault(File) ?? FilePath.Fault(options.WeightsFolder ?? ".")) is { } fault)
        {
            throw new WeightsException($"schedule {schedule} of {model.ModelLayout.Name} starts with a file: {fault}");
        }

        string path = PathFor(options);
        if (!System.IO.File.Exists(path))
        {
            string place = Path.IsPathRooted(File) ? ""
                : options.WeightsFolder is null
                    ? ", start the program in its folder, or name that folder with RunOptions.WeightsFolder"
                    : ", or name its folder with RunOptions.WeightsFolder";
            throw new WeightsException(
                $"{path}: there is no such file, with which schedule {schedule} of {model.ModelLayout.Name} starts: "
                + $"put {File} there{place}");
        }

        return ModelWeights.Load(model, path, Check(model.ModelLayout, schedule), network: null);
    }
}
