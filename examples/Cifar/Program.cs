using System.CommandLine;
using CifarExample;
using Examples;
using NetDsl;

Contestant[] networks =
[
    Contestant.Of<CifarAlex, CifarAlex.Object>(
        "alex", CifarAlex.ParameterCount, CifarAlex.MultiplyAdds, CifarAlex.Create, CifarAlex.Schedules.Standard, model => model.Conv1.Weights),
    Contestant.Of<CifarVgg, CifarVgg.Object>(
        "vgg", CifarVgg.ParameterCount, CifarVgg.MultiplyAdds, CifarVgg.Create, CifarVgg.Schedules.Standard, model => model.Pair1Conv1.Weights),
    Contestant.Of<CifarInception, CifarInception.Object>(
        "inception", CifarInception.ParameterCount, CifarInception.MultiplyAdds, CifarInception.Create,
        CifarInception.Schedules.Standard, model => model.Unit1Conv1.Weights),
    Contestant.Of<CifarResidual, CifarResidual.Object>(
        "residual", CifarResidual.ParameterCount, CifarResidual.MultiplyAdds, CifarResidual.Create,
        CifarResidual.Schedules.Standard, model => model.Conv1.Weights),
];

var data = OptionKinds.Place("--data", "CIFAR-10: its binary files, or a folder or ZIP of images in train/CLASS and test/CLASS", "PATH");
var network = OptionKinds.Choice("--network", "What to train", ["vgg", "alex", "inception", "residual", "all"]);
var device = OptionKinds.Device("--device", "Where it runs");
var epochs = OptionKinds.Number("--epochs", "In place of the schedules' epochs", least: 1);
var seed = OptionKinds.Number("--seed", "Decides first weights, shuffling, dropout and variations; else 42", least: 0UL);
var folder = OptionKinds.Place("--out", "Where weights, pictures and checkpoints go; else out", "FOLDER");
var resume = OptionKinds.Place("--resume", "Goes on from this checkpoint", "FILE");
data.Required = true;

var command = new RootCommand("Trains four kinds of networks to tell ten kinds of objects apart, and compares them.")
{
    data, network, device, epochs, seed, folder, resume,
};
command.SetAction(arguments => Failure.Guard(() => Comparison.Run(
    [.. networks.Where(one => arguments.GetRequiredValue(network) is var name && (name == "all" || name == one.Name))],
    arguments.GetRequiredValue(data)!,
    arguments.GetValue(device),
    new RunOptions
    {
        Seed = arguments.GetValue(seed),
        Epochs = arguments.GetValue(epochs),
        OutputFolder = arguments.GetValue(folder) ?? "out",
        Resume = arguments.GetValue(resume),
    })));

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();
