using System.CommandLine;
using Examples;
using NetDsl;
using SpokenDigits;

var data = OptionKinds.Place("--data", "Recordings in train/DIGIT and test/DIGIT; else signals that the program makes", "FOLDER|ZIP");
var device = OptionKinds.Device("--device", "Where it runs");
var epochs = OptionKinds.Number("--epochs", "In place of the schedule's epochs", least: 1);
var seed = OptionKinds.Number("--seed", "Decides first weights, shuffling, dropout and variations; else 42", least: 0UL);
var folder = OptionKinds.Place("--out", "Where weights and checkpoints go; else out", "FOLDER");
var resume = OptionKinds.Place("--resume", "Goes on from this checkpoint", "FILE");

var command = new RootCommand("Trains a network that hears spoken digits in raw sound.") { data, device, epochs, seed, folder, resume };
command.SetAction(arguments => Failure.Guard(() => Listening.Run(
    arguments.GetValue(data),
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
