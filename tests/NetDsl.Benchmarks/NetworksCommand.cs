using System.CommandLine;
using NetDsl.Benchmarks.Libtorch;
using NetDsl.Benchmarks.Networks;

namespace NetDsl.Benchmarks;

/// <summary><c>networks</c>: the examples' networks at full size against libtorch.</summary>
internal static class NetworksCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "The one network to compare." };
        only.AcceptOnlyFromAmong([.. NetworkComparison.All.Select(one => one.Name)]);
        var seed = new Option<int>("--seed") { Description = "Decides weights, images and labels.", DefaultValueFactory = _ => 7 };
        var command = new Command("networks", "Compares the examples' networks, outputs and gradients, with libtorch.") { only, seed };
        command.SetAction(result => Run(result.GetValue(only), result.GetValue(seed)));
        return command;
    }

    private static int Run(string? only, int seed)
    {
        try
        {
            LibtorchLoader.Load(threads: 2);
        }
        catch (PlatformNotSupportedException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }

        var examples = Path.Combine(AppContext.BaseDirectory, "Examples");
        Console.WriteLine("root mean square of the difference from libtorch in double precision, as a share of the values' own;");
        Console.WriteLine($"at most {NetworkComparison.Tolerance:G1}, of gradients {NetworkComparison.GradientTolerance:G1} or twice libtorch's");
        Console.WriteLine("network         outputs      loss  gradients  libtorch's  worst of ours           ours, first   libtorch, first");
        var agree = true;
        foreach (var comparison in NetworkComparison.All.Where(one => only is null || one.Name == only))
        {
            var result = comparison.Run(examples, seed);
            agree &= result.Agrees;
            Console.WriteLine(
                $"{result.Name,-14}  {result.Outputs,7:E1}  {result.Loss,8:E1}  {result.Gradients,9:E1}  {result.TheirGradients,10:E1}  {result.Worst,-22}  "
                + $"{result.Ours.TotalSeconds,9:F1} s  {result.Theirs.TotalSeconds,14:F1} s{(result.Agrees ? "" : "   DIFFERS")}");
        }

        return agree ? 0 : 1;
    }
}
