using NetDsl;

namespace PretrainingExample;

/// <summary>The test error by number of labelled images: pretrained once on all images, labelled or not, against trained on
/// the labelled ones alone.</summary>
internal static class LabelsFigure
{
    // an epoch of few images is filled up to so many with the same ones: it is measured on 10,000 others
    private const int LeastEpoch = 5_000;

    private static readonly int[] Labels = [100, 300, 1_000, 3_000, 10_000, 50_000];

    private static readonly Method Unlabelled = Method.Of<QuickDeep, QuickDeep.Digit>(
        "labels-unlabelled", QuickDeep.Create, QuickDeep.Schedules.Unlabelled);

    private static readonly (string Name, Method Method)[] Methods =
    [
        ("pretrained", Method.Of<QuickDeep, QuickDeep.Digit>(
            "labels-pretrained", QuickDeep.Create, QuickDeep.Schedules.Labelled)),
        ("not pretrained", Method.Of<QuickDeep, QuickDeep.Digit>(
            "labels-none", QuickDeep.Create, QuickDeep.Schedules.None)),
    ];

    /// <summary>Each number of labels.</summary>
    /// <returns>The exit status.</returns>
    public static int Draw(DataSet digits, Device device, RunOptions options)
    {
        // the schedule Labelled loads what Unlabelled leaves there
        options = options with { WeightsFolder = options.OutputFolder };
        Console.WriteLine("pretraining on all images");
        if (Unlabelled.Run(digits, device, options, ConsoleProgress.Default) is null)
        {
            return 130; // Ctrl-C, which has said so
        }

        var comparison = new Comparison(
            Path.Combine(options.OutputFolder, "labels"), "test error by number of labels", "labelled images",
            isLogarithmic: true);
        int all = digits.Training.Count;
        foreach (int count in Labels.Where(count => count < all).Append(all))
        {
            ExampleSet labelled = Repeated.UpTo(LeastEpoch, digits.Training.Slice(0, count));
            foreach ((string name, Method method) in Methods)
            {
                var data = new DataSet(labelled, digits.Validation, digits.Test);
                if (method.Run(data, device, options, null) is not { } result)
                {
                    return 130;
                }

                comparison.Add(name, count, options.Seed!.Value, result.Errors.Test);
            }
        }

        comparison.Show();
        return 0;
    }
}
