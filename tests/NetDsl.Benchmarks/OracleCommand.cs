using System.CommandLine;
using NetDsl.Benchmarks.Libtorch;
using NetDsl.Benchmarks.Oracle;

namespace NetDsl.Benchmarks;

/// <summary><c>oracle</c>: writes the fixtures that the conformance tests hold every device to.</summary>
internal static class OracleCommand
{
    private static readonly (string Name, Action<string> Write)[] Cases =
    [
        .. NetworkCases.All.Concat(StageCases.All).Select(one => (one.Name, (Action<string>)one.Write)),
        .. UpdateCases.All.Select(one => (one.Name, (Action<string>)one.Write)),
    ];

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var only = new Option<string?>("--only") { Description = "The one case to write." };
        only.AcceptOnlyFromAmong([.. Cases.Select(one => one.Name)]);
        var folder = new Option<string?>("--folder")
        {
            Description = "The conformance tests' folder; looked for above the working folder where not stated.",
        };
        var command = new Command("oracle", "Computes the tests' networks with libtorch and writes fixtures.")
        {
            only, folder,
        };
        command.SetAction(result => Run(result.GetValue(only), result.GetValue(folder) ?? FindFolder()));
        return command;
    }

    private static int Run(string? only, string? folder)
    {
        if (folder is null)
        {
            Console.Error.WriteLine(
                "There is no tests/NetDsl.Conformance.Tests here or above: state it with --folder.");
            return 1;
        }

        try
        {
            LibtorchLoader.Load(threads: 1);
        }
        catch (PlatformNotSupportedException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }

        foreach (var (name, write) in Cases.Where(one => only is null || one.Name == only))
        {
            write(folder);
            Console.WriteLine(name);
        }

        return 0;
    }

    private static string? FindFolder()
    {
        for (var above = new DirectoryInfo(Environment.CurrentDirectory); above is not null; above = above.Parent)
        {
            var folder = Path.Combine(above.FullName, "tests", "NetDsl.Conformance.Tests");
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }
}
