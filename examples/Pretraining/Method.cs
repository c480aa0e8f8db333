using NetDsl;

namespace PretrainingExample;

/// <summary>A network, and how it is trained.</summary>
/// <param name="Name">Of the files that it leaves.</param>
internal abstract record Method(string Name)
{
    /// <summary>A generated network with one of its schedules.</summary>
    /// <param name="filters">The first layer's weights; null: pictures are not asked for.</param>
    public static Method Of<TModel, TLabel>(
        string name,
        Func<ulong, Device, TModel> create,
        Schedule<TModel> schedule,
        Func<TModel, ParameterTensor>? filters = null)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum =>
        new Typed<TModel, TLabel>(name, create, schedule, filters);

    /// <summary>Trains and measures it; null where Ctrl-C stopped it.</summary>
    /// <param name="digits">With validation and test images.</param>
    /// <param name="options">With a seed.</param>
    /// <param name="progress">Null: pictures are not asked for either.</param>
    public abstract Result? Run(DataSet digits, Device device, RunOptions options, ITrainingProgress? progress);

    private sealed record Typed<TModel, TLabel>(
        string Name,
        Func<ulong, Device, TModel> Create,
        Schedule<TModel> Schedule,
        Func<TModel, ParameterTensor>? Filters)
        : Method(Name)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum
    {
        public override Result? Run(
            DataSet digits, Device device, RunOptions options, ITrainingProgress? progress)
        {
            using TModel model = Create(options.Seed!.Value, device);
            string Place(string ending) => Path.Combine(options.OutputFolder, Name + ending);
            ITrainingProgress? all = Filters is null
                ? progress
                : progress?.And(new StagePictures(model, Schedule, Filters(model), digits.Test!, Place));
            TrainingReport report = model.Run(Schedule, digits, all, options);
            if (report.Interrupted)
            {
                return null;
            }

            model.Save(Place(".safetensors"));
            double Error(ExampleSet examples) => 100 * model.Evaluate(examples).Error;
            return new Result(
                new Errors(Error(digits.Training), Error(digits.Validation!), 100 * report.Test.Error),
                report.Elapsed);
        }
    }
}

/// <summary>Per cent.</summary>
internal sealed record Errors(double Training, double Validation, double Test);

/// <summary>What it reached.</summary>
internal sealed record Result(Errors Errors, TimeSpan Elapsed);
