using System.CommandLine;
using Examples;
using NetDsl;
using TransferExample;

var data = OptionKinds.Place("--data", "CIFAR-10's images in train/CLASS and test/CLASS, a folder or a ZIP", "PATH");
var device = OptionKinds.Device("--device", "Where it runs");
var epochs = OptionKinds.Number("--epochs", "Of every stage, in place of the schedules'", least: 1);
var seed = OptionKinds.Number("--seed", "Decides first weights, shuffling and dropout; else 42", least: 0UL);
var folder = OptionKinds.Place("--out", "Where weights and checkpoints go; else out", "FOLDER");
data.Required = true;

var command = new RootCommand(
    "Trains a network on five kinds of objects, and gives it a new head for five others: against training from scratch, by " +
    "number of images.")
{
    data, device, epochs, seed, folder,
};
command.SetAction(arguments => Failure.Guard(() => new Experiment(
    arguments.GetValue(device),
    new RunOptions
    {
        Seed = arguments.GetValue(seed) ?? 42,
        Epochs = arguments.GetValue(epochs),
        OutputFolder = arguments.GetValue(folder) ?? "out",
        WeightsFolder = arguments.GetValue(folder) ?? "out",
    }).Run(arguments.GetRequiredValue(data)!)));

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();
