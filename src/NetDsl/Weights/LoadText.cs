namespace NetDsl;

/// <summary>A report of loaded weights for people.</summary>
internal static class LoadText
{
    // more names than anybody reads; the report itself has all
    private const int MostNames = 12;

    /// <summary>What was loaded, then a line for each kind of what was not.</summary>
    internal static IEnumerable<string> Lines(LoadReport report)
    {
        LoadedTensor[] loaded = [.. report.Of(LoadOutcome.Loaded)];
        int inNetwork = report.Tensors.Count(tensor => tensor.InNetwork is not null);
        long values = loaded.Sum(tensor => (long)tensor.InNetwork!.Count);
        string network = report.Network is null ? "" : $", of network {report.Network}";
        yield return FormattableString.Invariant(
            $"loaded {report.Path}{network}: {loaded.Length} of {inNetwork} tensors, {values:N0} values");
        foreach (var (outcome, words) in Kinds)
        {
            LoadedTensor[] tensors = [.. report.Of(outcome)];
            if (tensors.Length > 0)
            {
                yield return $"{words}: {List(tensors)}";
            }
        }

        foreach (string note in report.Notes)
        {
            yield return note;
        }
    }

    /// <summary>Names and shapes, parted by commas.</summary>
    internal static string Describe(LoadedTensor tensor) => tensor switch
    {
        { Outcome: LoadOutcome.Mismatched } => $"{tensor.Name} {tensor.InNetwork} (in the file {tensor.InFile})",
        _ => $"{tensor.Name} {tensor.InNetwork ?? tensor.InFile}",
    };

    private static readonly (LoadOutcome Outcome, string Words)[] Kinds =
    [
        (LoadOutcome.New, "new, with their first values"),
        (LoadOutcome.Mismatched, "of another shape in the file, with their first values"),
        (LoadOutcome.Skipped, "in the file, but not taken"),
    ];

    private static string List(LoadedTensor[] tensors)
    {
        string names = string.Join(", ", tensors.Take(MostNames).Select(Describe));
        return tensors.Length <= MostNames
            ? names
            : FormattableString.Invariant($"{names} and {tensors.Length - MostNames} more");
    }
}
