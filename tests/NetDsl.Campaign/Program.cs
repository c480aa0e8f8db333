using System.CommandLine;
using NetDsl.Campaign;
using NetDsl.Generator.Tests.Campaigns;
using NetDsl.Tests.Campaigns;

var rounds = new Option<int>("--rounds")
{
    Description = "How long: a round of programs takes seconds, of files milliseconds, of kills a minute, of flips a second",
    DefaultValueFactory = _ => 10,
};
var seed = new Option<int>("--seed")
{
    Description = "The same seed tries the same; kills come at other moments",
    DefaultValueFactory = _ => 1,
};
var folder = new Argument<string>("FOLDER") { Description = "Where the run saves" };

var train = new Command("train", "The run that is killed: goes on from its checkpoint where there is one") { folder };
train.Hidden = true;
train.SetAction(arguments => Training.Run(arguments.GetValue(folder)!));

var command = new RootCommand("Tries NetDsl with odd programs, damaged files, killed runs and flipped bits.")
{
    Campaign("names", "Odd names in every role", NameCampaign.Run),
    Campaign("numbers", "Odd numbers in every place", NumberCampaign.Run),
    Campaign("files", "Damaged files of every kind that is read", FileCampaign.Run),
    Campaign("kills", "A run that is killed at any moment and resumed gives the bits of one that was not", KillCampaign.Run),
    Campaign("flips", "A checkpoint and a weight file with one bit flipped are refused", FlipCampaign.Run),
    train,
};
return command.Parse(args).Invoke();

Command Campaign(string name, string description, Func<int, int, IReadOnlyList<string>> run)
{
    var campaign = new Command(name, description) { rounds, seed };
    campaign.SetAction(arguments =>
    {
        int count = arguments.GetValue(rounds);
        IReadOnlyList<string> failures = run(arguments.GetValue(seed), count);
        foreach (string failure in failures)
        {
            Console.WriteLine(failure + Environment.NewLine);
        }

        Console.WriteLine($"{name}: {count} rounds, {failures.Count} failures");
        return failures.Count == 0 ? 0 : 1;
    });
    return campaign;
}
