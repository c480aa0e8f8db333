namespace NetDsl.Package.Tests;

/// <summary>What the program Trainer did.</summary>
/// <param name="Device">What it computed with.</param>
/// <param name="Error">Its line on the test error.</param>
/// <param name="Answers">What it said of a bar across and of one upright, with the probabilities.</param>
/// <param name="Weights">The file of what it learnt.</param>
/// <param name="Summary">The summary of the network that its build wrote.</param>
internal sealed record Training(string Device, string Error, string[] Answers, string Weights, string Summary)
{
    /// <summary>Builds the program and runs it.</summary>
    public static Training Run(PackageProgram trainer, string device, params string[] options)
    {
        trainer.Build(options);
        var weights = trainer.At("bars.safetensors");
        var lines = trainer.Run(device, weights);
        return new Training(
            lines[0], lines[1], lines[2..], weights, File.ReadAllText(trainer.At("out", "Bars.summary.txt")));
    }
}
