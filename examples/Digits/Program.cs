using System.CommandLine;
using Digits;
using Examples;
using NetDsl;

var data = OptionKinds.Place("--data", "MNIST's four IDX files, plain or gzipped; else digits that the program draws", "FOLDER");
var network = OptionKinds.Choice("--network", "What to train", "lenet5", "mlp");
var device = OptionKinds.Device("--device", "Where it runs");
var epochs = OptionKinds.Number("--epochs", "In place of the schedule's epochs", least: 1);
var seed = OptionKinds.Number("--seed", "Decides first weights, shuffling and dropout; else 42", least: 0UL);
var folder = OptionKinds.Place("--out", "Where weights, pictures and checkpoints go; else out", "FOLDER");
var resume = OptionKinds.Place("--resume", "Goes on from this checkpoint", "FILE");

var command = new RootCommand("Trains a network that reads handwritten digits, and shows what it misreads.")
{
    data, network, device, epochs, seed, folder, resume,
};
command.SetAction(arguments =>
{
    var experiment = new Experiment(
        arguments.GetValue(data),
        arguments.GetValue(device),
        new RunOptions
        {
            Seed = arguments.GetValue(seed),
            Epochs = arguments.GetValue(epochs),
            OutputFolder = arguments.GetValue(folder) ?? "out",
            Resume = arguments.GetValue(resume),
        });
    return arguments.GetRequiredValue(network) == "mlp"
        ? experiment.Run<Mlp, Mlp.Digit>(Mlp.Create, Mlp.Schedules.Standard)
        : experiment.Run<LeNet5, LeNet5.Digit>(LeNet5.Create, LeNet5.Schedules.Standard);
});

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();
