using System.CommandLine;
using NetDsl;

namespace Examples;

/// <summary>The command line of the networks for photographs: train one on a folder, let it name a picture, or see what it costs.</summary>
internal static class ImageNetProgram
{
    /// <returns>The exit status.</returns>
    public static int Run(string[] arguments, string description, params ImageNetwork[] networks)
    {
        var network = OptionKinds.Choice("--network", "Which", [.. networks.Select(one => one.Name)]);
        var data = OptionKinds.Place("--data", "Trains on the images in train/CLASS, and test/CLASS where there is such", "FOLDER");
        var image = OptionKinds.Place("--image", "Says what a picture shows", "FILE");
        var weights = OptionKinds.Place("--weights", "Starts from these weights; else from random ones", "FILE");
        var labels = OptionKinds.Place("--labels", "The classes' names, one a line", "FILE");
        var device = OptionKinds.Device("--device", "Where it runs");
        var epochs = OptionKinds.Number("--epochs", "In place of the schedule's epochs", least: 1);
        var seed = OptionKinds.Number("--seed", "Decides first weights, shuffling and dropout; else 42", least: 0UL);
        var folder = OptionKinds.Place("--out", "Where weights and checkpoints go; else out", "FOLDER");
        var resume = OptionKinds.Place("--resume", "Goes on from this checkpoint", "FILE");
        var command = new RootCommand(description)
        {
            network, data, image, weights, labels, device, epochs, seed, folder, resume,
        };
        command.SetAction(given => Failure.Guard(() => networks
            .First(one => one.Name == given.GetRequiredValue(network))
            .Run(new ImageNetTask(
                given.GetValue(data),
                given.GetValue(image),
                given.GetValue(weights),
                given.GetValue(labels),
                given.GetValue(device),
                new RunOptions
                {
                    Seed = given.GetValue(seed),
                    Epochs = given.GetValue(epochs),
                    OutputFolder = given.GetValue(folder) ?? "out",
                    Resume = given.GetValue(resume),
                }))));
        var parsed = command.Parse(arguments);
        return parsed.Errors.Count > 0 ? Failure.Report(parsed.Errors[0].Message) : parsed.Invoke();
    }
}
