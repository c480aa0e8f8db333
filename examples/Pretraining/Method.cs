using NetDsl;

namespace PretrainingExample;

/// <summary>What gives one row of the table: a network, and how it is trained.</summary>
internal abstract record Method(Row Row)
{
    public string Name => Row.Name;

    public string Title => Row.Title;

    public Errors Paper => Row.Paper;

    /// <summary>A generated network with one of its schedules.</summary>
    public static Method Of<TModel, TLabel>(
        Row row,
        Func<ulong, Device, TModel> create,
        Schedule<TModel> schedule,
        Func<TModel, ParameterTensor> filters)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum =>
        new Typed<TModel, TLabel>(row, create, schedule, filters);

    /// <summary>Trains and measures it; null where Ctrl-C stopped it.</summary>
    /// <param name="options">With a seed.</param>
    /// <param name="progress">Null: pictures are not asked for either.</param>
    public abstract Result? Run(ImageDataSet digits, Device device, RunOptions options, ITrainingProgress? progress);

    private sealed record Typed<TModel, TLabel>(
        Row Row,
        Func<ulong, Device, TModel> Create,
        Schedule<TModel> Schedule,
        Func<TModel, ParameterTensor> Filters)
        : Method(Row)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum
    {
        public override Result? Run(
            ImageDataSet digits, Device device, RunOptions options, ITrainingProgress? progress)
        {
            using TModel model = Create(options.Seed!.Value, device);
            string Place(string ending) => Path.Combine(options.OutputFolder, Name + ending);
            ITrainingProgress? all = progress?.And(new StagePictures(model, Schedule, Filters(model), Place));
            TrainingReport report = model.Run(Schedule, digits, all, options);
            if (report.Interrupted)
            {
                return null;
            }

            model.Save(Place(".safetensors"));
            double Error(ExampleSet examples) => 100 * model.Evaluate(examples).Error;
            return new Result(
                this,
                new Errors(Error(digits.Training), Error(digits.Validation!), 100 * report.Test.Error),
                report.Elapsed);
        }
    }
}

/// <summary>Per cent.</summary>
internal sealed record Errors(double Training, double Validation, double Test);

/// <summary>What one row reached.</summary>
internal sealed record Result(Method Method, Errors Errors, TimeSpan Elapsed);
