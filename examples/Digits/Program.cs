using System.CommandLine;
using Digits;
using NetDsl;

var data = new Option<string?>("--data")
{
    Description = "A folder with MNIST's four IDX files, plain or gzipped; without it, digits that the program draws.",
    HelpName = "FOLDER",
};
var network = new Option<string>("--network") { Description = "The network.", DefaultValueFactory = _ => "lenet5" };
network.AcceptOnlyFromAmong("lenet5", "mlp");
var device = new Option<string>("--device") { Description = "Where it runs.", DefaultValueFactory = _ => "auto" };
device.AcceptOnlyFromAmong([.. Experiment.Devices.Keys]);
var epochs = new Option<int?>("--epochs") { Description = "In place of the schedule's epochs.", HelpName = "N" };
epochs.Validators.Add(result =>
{
    if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int number) && number < 1)
    {
        result.AddError($"--epochs must be at least 1, not {number}.");
    }
});
var seed = new Option<ulong>("--seed")
{
    Description = "Decides first weights, shuffling and dropout.",
    HelpName = "N",
    DefaultValueFactory = _ => 42,
};
var folder = new Option<string>("--out")
{
    Description = "Where weights, pictures and checkpoints go.",
    HelpName = "FOLDER",
    DefaultValueFactory = _ => "out",
};
var resume = new Option<string?>("--resume") { Description = "Goes on from this checkpoint.", HelpName = "FILE" };

var command = new RootCommand("Trains a network that reads handwritten digits, and shows what it misreads.")
{
    data, network, device, epochs, seed, folder, resume,
};
command.SetAction(arguments =>
{
    var experiment = new Experiment(
        arguments.GetValue(data),
        Experiment.Devices[arguments.GetRequiredValue(device)],
        arguments.GetRequiredValue(seed),
        new RunOptions
        {
            Epochs = arguments.GetValue(epochs),
            OutputFolder = arguments.GetRequiredValue(folder),
            Resume = arguments.GetValue(resume),
        });
    return arguments.GetRequiredValue(network) == "mlp"
        ? experiment.Run<Mlp, Mlp.Digit>(Mlp.Create, Mlp.Schedules.Standard)
        : experiment.Run<LeNet5, LeNet5.Digit>(LeNet5.Create, LeNet5.Schedules.Standard);
});

var parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
{
    return Experiment.Fail(parsed.Errors[0].Message);
}

return parsed.Invoke();
