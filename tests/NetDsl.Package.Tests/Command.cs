using System.Diagnostics;
using System.Text;

namespace NetDsl.Package.Tests;

/// <summary>A program that runs to its end.</summary>
/// <param name="ExitCode">0 where all went well.</param>
/// <param name="Output">What it wrote, standard output and errors as they came.</param>
internal sealed record Command(int ExitCode, string Output)
{
    /// <summary>The lines of the output that are not empty.</summary>
    public string[] Lines =>
        Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command of the .NET SDK that builds; it leaves no process behind.</summary>
    public static Command DotNet(string folder, params string[] arguments) =>
        Run(folder, "dotnet", [.. arguments, "-nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false"]);

    /// <summary>Runs a program to its end.</summary>
    public static Command Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        CleanEnvironment(start.Environment);
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();  // until both outputs have been read
        return new Command(process.ExitCode, output.ToString());

        void Append(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    // The tests run under dotnet and MSBuild themselves, whose variables would make their builds read this one's files.
    private static void CleanEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys
            .Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            .ToList())
        {
            environment.Remove(name);
        }

        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        environment["DOTNET_NOLOGO"] = "1";
        environment["MSBUILDTERMINALLOGGER"] = "off";
    }
}
