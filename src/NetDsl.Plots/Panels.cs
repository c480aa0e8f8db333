namespace NetDsl;

/// <summary>What a run's epochs have to show: loss, error where examples are counted as wrong, and each further
/// measure.</summary>
internal static class Panels
{
    /// <param name="stages">Their epochs are counted on, from one stage to the next.</param>
    internal static IReadOnlyList<Panel> Of(IReadOnlyList<StageReport> stages)
    {
        var panels = new List<Panel>();
        bool classifies = stages.Any(stage => stage.Epochs.Any(epoch => epoch.Classifies));
        bool learnsMore = stages.Any(stage => stage.Epochs.Any(epoch => !epoch.Classifies));
        if (classifies && learnsMore)
        {
            // what a layer loses of its input and what a classifier loses have no common scale
            panels.Add(LossPanel("pretraining's loss (mean)", stages, epoch => !epoch.Classifies));
        }

        panels.Add(LossPanel("loss (mean of the examples)", stages, epoch => epoch.Classifies || !classifies));
        if (classifies)
        {
            panels.Add(Make(
                "error (% of the examples)",
                true,
                stages,
                epoch => epoch.Classifies ? 100 * epoch.Error : null,
                epoch => epoch.Classifies ? 100 * epoch.ValidationError : null));
        }

        IEnumerable<string> names = stages.SelectMany(stage => stage.Epochs).SelectMany(epoch => epoch.Measures)
            .Select(measure => measure.Name).Distinct();
        panels.AddRange(names.Select(name => Make(name, false, stages, epoch => Value(epoch, name), _ => null)));
        return panels;
    }

    private static Panel LossPanel(string title, IReadOnlyList<StageReport> stages, Func<EpochReport, bool> isIn) =>
        Make(
            title,
            false,
            stages,
            epoch => isIn(epoch) ? epoch.Loss : null,
            epoch => isIn(epoch) ? epoch.ValidationLoss : null);

    private static Panel Make(
        string title,
        bool fromZero,
        IReadOnlyList<StageReport> stages,
        Func<EpochReport, double?> training,
        Func<EpochReport, double?> validation)
    {
        var curves = new List<Curve>();
        Add(CurveSubject.Training, training);
        Add(CurveSubject.Validation, validation);
        return new Panel(title, curves, fromZero);

        void Add(CurveSubject subject, Func<EpochReport, double?> value)
        {
            List<(double Epoch, double Value)> points = Points(stages, value);
            if (points.Exists(point => double.IsFinite(point.Value)))
            {
                curves.Add(new Curve(subject, points));
            }
        }
    }

    private static List<(double Epoch, double Value)> Points(
        IReadOnlyList<StageReport> stages, Func<EpochReport, double?> value)
    {
        var points = new List<(double Epoch, double Value)>();
        int done = 0;
        foreach (StageReport stage in stages)
        {
            foreach (EpochReport epoch in stage.Epochs)
            {
                double found = value(epoch) ?? double.NaN;
                points.Add((++done, double.IsFinite(found) ? found : double.NaN));
            }

            // stages measure different things: no line leads from one to the next
            points.Add((done + 0.5, double.NaN));
        }

        return points;
    }

    private static double? Value(EpochReport epoch, string name)
    {
        foreach (Measure measure in epoch.Measures)
        {
            if (measure.Name == name)
            {
                return measure.Value;
            }
        }

        return null;
    }
}
