using NetDsl;

namespace PretrainingExample;

/// <summary>The test error by number of hidden layers.</summary>
internal static class DepthFigure
{
    private const int Seeds = 3;

    private static readonly Method[] Pretrained =
    [
        Of<Depth1, Depth1.Digit>(Depth1.Create, Depth1.Schedules.Pretrained),
        Of<Depth2, Depth2.Digit>(Depth2.Create, Depth2.Schedules.Pretrained),
        Of<Depth3, Depth3.Digit>(Depth3.Create, Depth3.Schedules.Pretrained),
        Of<Depth4, Depth4.Digit>(Depth4.Create, Depth4.Schedules.Pretrained),
        Of<Depth5, Depth5.Digit>(Depth5.Create, Depth5.Schedules.Pretrained),
    ];

    private static readonly Method[] None =
    [
        Of<Depth1, Depth1.Digit>(Depth1.Create, Depth1.Schedules.None),
        Of<Depth2, Depth2.Digit>(Depth2.Create, Depth2.Schedules.None),
        Of<Depth3, Depth3.Digit>(Depth3.Create, Depth3.Schedules.None),
        Of<Depth4, Depth4.Digit>(Depth4.Create, Depth4.Schedules.None),
        Of<Depth5, Depth5.Digit>(Depth5.Create, Depth5.Schedules.None),
    ];

    /// <summary>Each depth with some seeds.</summary>
    /// <returns>The exit status.</returns>
    public static int Draw(DataSet digits, Device device, RunOptions options)
    {
        var comparison = new Comparison(
            Path.Combine(options.OutputFolder, "depth"), "test error by depth", "hidden layers", isLogarithmic: false);
        for (int depth = 1; depth <= Pretrained.Length; depth++)
        {
            foreach ((string name, Method[] methods) in new[] { ("pretrained", Pretrained), ("not pretrained", None) })
            {
                for (ulong seed = options.Seed!.Value; seed < options.Seed.Value + Seeds; seed++)
                {
                    if (methods[depth - 1].Run(digits, device, options with { Seed = seed }, null) is not { } result)
                    {
                        return 130; // Ctrl-C, which has said so
                    }

                    comparison.Add(name, depth, seed, result.Errors.Test);
                }
            }
        }

        comparison.Show();
        return 0;
    }

    private static Method Of<TModel, TLabel>(Func<ulong, Device, TModel> create, Schedule<TModel> schedule)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum =>
        Method.Of<TModel, TLabel>($"depth-{typeof(TModel).Name}-{schedule.Name}", create, schedule);
}
