using System.Globalization;

namespace NetDsl;

/// <summary>The table of finished epochs, in columns of fixed width.</summary>
internal static class EpochTable
{
    internal static string Header(StageStart stage)
    {
        string text = $"{"",-10}{"train loss",12}";
        if (stage.Classifies)
        {
            text += $"{"train error",14}";
        }

        if (stage.Validates)
        {
            text += $"{(stage.Classifies ? "validation error" : "validation loss"),19}";
        }

        foreach (string measure in stage.Measures)
        {
            text += measure.PadLeft(Width(measure));
        }

        return text + $"{"time",9}";
    }

    internal static string Row(StageStart stage, EpochReport epoch)
    {
        string text = Invariant($"{$"epoch {epoch.Epoch}",10}{epoch.Loss,12:F4}");
        if (stage.Classifies)
        {
            text += Percent(epoch.Error, 14);
        }

        if (stage.Validates)
        {
            text += stage.Classifies ? Percent(epoch.ValidationError, 19) : Invariant($"{epoch.ValidationLoss,19:F4}");
        }

        foreach (string measure in stage.Measures)
        {
            text += Value(epoch, measure).PadLeft(Width(measure));
        }

        return text + Invariant($"{epoch.Elapsed.TotalSeconds,7:F1} s");
    }

    /// <summary>In five digits: <c>0.01234</c>, <c>-1.2E+07</c>.</summary>
    internal static string Text(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>As <c>0:01:25</c>.</summary>
    internal static string Clock(TimeSpan time)
    {
        long seconds = (long)Math.Ceiling(Math.Min(time.TotalSeconds, 1e9));
        return Invariant($"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    private static int Width(string measure) => Math.Max(12, measure.Length + 3);

    private static string Value(EpochReport epoch, string name) =>
        epoch.Measures.FirstOrDefault(measure => measure.Name == name) is { Name: not null } found
            ? Text(found.Value)
            : "";

    private static string Percent(double? fraction, int width) =>
        Invariant($"{fraction * 100:F2} %").PadLeft(width);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
