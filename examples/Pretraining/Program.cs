using System.CommandLine;
using Examples;
using NetDsl;
using PretrainingExample;

Row[] full =
[
    Row.BeliefNet(Method.Of<Deep, Deep.Digit>(
        "dbn", Deep.Create, Deep.Schedules.Dbn, model => model.H1.Weights)),
    Row.Autoencoders(Method.Of<Deep, Deep.Digit>(
        "autoencoders", Deep.Create, Deep.Schedules.Autoencoders, model => model.H1.Weights)),
    Row.Supervised(Method.Of<Deep, Deep.Digit>(
        "supervised", Deep.Create, Deep.Schedules.Supervised, model => model.H1.Weights)),
    Row.Deep(Method.Of<Deep, Deep.Digit>(
        "deep", Deep.Create, Deep.Schedules.None, model => model.H1.Weights)),
    Row.Shallow(Method.Of<Shallow, Shallow.Digit>(
        "shallow", Shallow.Create, Shallow.Schedules.None, model => model.H1.Weights)),
];

Row[] quick =
[
    Row.BeliefNet(Method.Of<QuickDeep, QuickDeep.Digit>(
        "dbn", QuickDeep.Create, QuickDeep.Schedules.Dbn, model => model.H1.Weights)),
    Row.Autoencoders(Method.Of<QuickDeep, QuickDeep.Digit>(
        "autoencoders", QuickDeep.Create, QuickDeep.Schedules.Autoencoders, model => model.H1.Weights)),
    Row.Supervised(Method.Of<QuickDeep, QuickDeep.Digit>(
        "supervised", QuickDeep.Create, QuickDeep.Schedules.Supervised, model => model.H1.Weights)),
    Row.Deep(Method.Of<QuickDeep, QuickDeep.Digit>(
        "deep", QuickDeep.Create, QuickDeep.Schedules.None, model => model.H1.Weights)),
    Row.Shallow(Method.Of<QuickShallow, QuickShallow.Digit>(
        "shallow", QuickShallow.Create, QuickShallow.Schedules.None, model => model.H1.Weights)),
];

var data = OptionKinds.Place("--data", "MNIST's four IDX files, plain or gzipped; else digits that the program draws", "FOLDER");
var isQuick = new Option<bool>("--quick") { Description = "5,000 labelled images, smaller layers, five seeds" };
var row = OptionKinds.Choice("--row", "Which row of the table", ["all", .. full.Select(one => one.Name)]);
var figure = OptionKinds.Choice(
    "--figure", "In place of the table, the test error by depth or by labels, or what a deep belief net draws",
    ["none", "depth", "labels", "samples"]);
var device = OptionKinds.Device("--device", "Where it runs");
var epochs = OptionKinds.Number("--epochs", "Of every stage, in place of the schedules'", least: 1);
var seed = OptionKinds.Number("--seed", "Decides first weights, shuffling and sampling; of --quick the first; else 1", least: 0UL);
var folder = OptionKinds.Place("--out", "Where weights, curves and checkpoints go; else out", "FOLDER");
var resume = OptionKinds.Place("--resume", "Goes on from this checkpoint, with --row", "FILE");

var command = new RootCommand(
    "Trains a deep network of sigmoid units with and without layer-wise pretraining, and compares their errors.")
{
    data, isQuick, row, figure, device, epochs, seed, folder, resume,
};
command.SetAction(arguments => Failure.Guard(() =>
{
    string name = arguments.GetRequiredValue(row);
    Row[] rows = [.. (arguments.GetValue(isQuick) ? quick : full).Where(one => name == "all" || one.Name == name)];
    if (arguments.GetValue(resume) is not null && name == "all")
    {
        return Failure.Report("--resume goes on with one row: name it with --row");
    }

    string wanted = arguments.GetRequiredValue(figure);
    if (wanted != "none" && (name != "all" || arguments.GetValue(isQuick)))
    {
        return Failure.Report("--figure draws no row of the table: leave --row, --quick and --resume out");
    }

    var experiment = new Experiment(arguments.GetValue(data), arguments.GetValue(device), new RunOptions
    {
        Seed = arguments.GetValue(seed) ?? 1,
        Epochs = arguments.GetValue(epochs),
        OutputFolder = arguments.GetValue(folder) ?? "out",
        Resume = arguments.GetValue(resume),
    });
    return wanted switch
    {
        "depth" => experiment.DrawDepth(),
        "labels" => experiment.DrawLabels(),
        "samples" => experiment.DrawSamples(),
        _ => arguments.GetValue(isQuick) ? experiment.RunQuick(rows) : experiment.Run(rows),
    };
}));

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();
