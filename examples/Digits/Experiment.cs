using Examples;
using NetDsl;
using Spectre.Console;

namespace Digits;

/// <summary>One run of the example: data in, network trained, result shown and saved.</summary>
/// <param name="Data">A folder of IDX files; null: the sample digits.</param>
/// <param name="Options">With a seed to ask for; null: a checkpoint's own, or else 42.</param>
internal sealed record Experiment(string? Data, Device Device, RunOptions Options)
{
    private const ulong DefaultSeed = 42;

    /// <summary>Runs one of the two networks; the exit status.</summary>
    /// <param name="create">The network's <c>Create</c>.</param>
    public int Run<TModel, TLabel>(Func<ulong, Device, TModel> create, Schedule<TModel> schedule)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum => Failure.Guard(() =>
        {
            Directory.CreateDirectory(Options.OutputFolder);
            ImageDataSet digits = Data is null ? SampleDigits.Create() : Idx.Load(Data);
            ulong? seed = Options.Resume is null ? Options.Seed ?? DefaultSeed : Options.Seed;
            using TModel model = create(seed ?? DefaultSeed, Device);
            ITrainingProgress progress = ConsoleProgress.Default
                .And(new CsvMetrics(FileOf<TModel>("-epochs.csv")))
                .And(new CurvesProgress(FileOf<TModel>("-curves.svg")));
            TrainingReport report = model.Run(schedule, digits, progress, Options with { Seed = seed });
            // a run that Ctrl-C stopped has said how to go on
            return report.Interrupted ? 130 : Show<TModel, TLabel>(model, digits.Test);
        });

    private int Show<TModel, TLabel>(TModel model, LabelledImages test)
        where TModel : Classifier<TModel, TLabel>
        where TLabel : struct, Enum
    {
        Evaluation<TLabel> evaluation = model.Evaluate(test);
        Misread[] misread = [.. evaluation.Misclassified.Select(digit => new Misread(
            test.Images[digit.Index], Convert.ToInt32(digit.Actual), Convert.ToInt32(digit.Predicted), digit.Probability))];
        AnsiConsole.Write(ConfusionTable.Of(evaluation.Confusion));
        TerminalDigits.Write(misread);

        string weights = FileOf<TModel>(".safetensors");
        string sheet = FileOf<TModel>("-misread.png");
        string confusion = FileOf<TModel>("-confusion.csv");
        model.Save(weights);
        ContactSheet.Save(sheet, misread);
        File.WriteAllLines(confusion, ConfusionTable.Lines(evaluation.Confusion));
        Console.WriteLine($"weights            {weights}");
        Console.WriteLine($"misread digits     {sheet}");
        Console.WriteLine($"confusion matrix   {confusion}");
        Console.WriteLine($"epochs             {FileOf<TModel>("-epochs.csv")}");
        Console.WriteLine($"their curves       {FileOf<TModel>("-curves.svg")}");
        Console.WriteLine();
        Console.WriteLine($"test error {evaluation.Error * 100:F2} %");
        return 0;
    }

    private string FileOf<TModel>(string ending) =>
        Path.Combine(Options.OutputFolder, typeof(TModel).Name.ToLowerInvariant() + ending);
}
