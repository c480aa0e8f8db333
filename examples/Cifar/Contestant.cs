using NetDsl;

namespace CifarExample;

/// <summary>One of the networks.</summary>
/// <param name="Name">As <c>--network</c> names it.</param>
internal abstract record Contestant(string Name)
{
    /// <summary>A generated network.</summary>
    /// <param name="create">The network's <c>Create</c>.</param>
    /// <param name="filters">The weights of its first convolution.</param>
    public static Contestant Of<TModel, TLabel>(
        string name,
        int parameters,
        long multiplyAdds,
        Func<ulong, Device, TModel> create,
        Schedule<TModel> schedule,
        Func<TModel, ParameterTensor> filters)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum =>
        new Typed<TModel, TLabel>(name, parameters, multiplyAdds, create, schedule, filters);

    /// <summary>Trains and tests it; null where Ctrl-C stopped it.</summary>
    public abstract Result? Run(DataSet images, Device device, RunOptions options);

    private sealed record Typed<TModel, TLabel>(
        string Name,
        int Parameters,
        long MultiplyAdds,
        Func<ulong, Device, TModel> Create,
        Schedule<TModel> Schedule,
        Func<TModel, ParameterTensor> Filters) : Contestant(Name)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum
    {
        private const ulong DefaultSeed = 42;

        public override Result? Run(DataSet images, Device device, RunOptions options)
        {
            ulong? seed = options.Resume is null ? options.Seed ?? DefaultSeed : options.Seed;
            using TModel model = Create(seed ?? DefaultSeed, device);
            TrainingReport report = model.Run(Schedule, images, ConsoleProgress.Default, options with { Seed = seed });
            if (report.Interrupted)
            {
                return null;
            }

            var test = (LabelledImages)images.Test!;
            Evaluation<TLabel> evaluation = model.Evaluate(test);
            string Place(string ending) => Path.Combine(options.OutputFolder, Name + ending);
            model.Save(Place(".safetensors"));
            PictureSheet.OfFilters(Filters(model)).Save(Place("-filters.png"));
            PictureSheet.OfImages(evaluation.Misclassified
                .OrderByDescending(read => read.Probability).Select(read => test.Images[read.Index])).Save(Place("-misread.png"));
            return new Result(
                Name, Parameters, MultiplyAdds, report.Elapsed, 1 - evaluation.Error,
                [Place(".safetensors"), Place("-filters.png"), Place("-misread.png")]);
        }
    }
}
