using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace NetDsl.Benchmarks.Generator;

/// <summary>How long the generator takes in a C# compiler that has just started, by that compiler's own account.</summary>
internal static class FreshCompiler
{
    /// <summary>Compiles a project of one network, with everything that a build gives the compiler, in a process of its own.</summary>
    /// <param name="server">To have it done by a compile server that starts for it, as `dotnet build` does.</param>
    /// <returns>The generator's time, in milliseconds.</returns>
    public static double Run(ShippedCompiler compiler, bool server)
    {
        var folder = Directory.CreateTempSubdirectory("NetDsl");
        try
        {
            return Compile(compiler, folder.FullName, server);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Compile(ShippedCompiler compiler, string folder, bool server)
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var arguments = Write(folder, "arguments.rsp", string.Join('\n', [
            "/nologo", "/nostdlib", "/unsafe", "/nullable", "/target:exe", "/reportanalyzer",
            Argument("out", Path.Combine(folder, "Project.dll")),
            Argument("additionalfile", Write(folder, "twenty.net", TwentyLayers.WithUnits(512))),
            Argument("analyzerconfig", Write(folder, "project.globalconfig", Options)),
            Write(folder, "Program.cs", "internal static class Program { private static void Main() { } }"),
            .. compiler.Analyzers.Select(path => Argument("analyzer", path)),
            .. trusted.Select(path => Argument("reference", path)),
        ]));

        // a name of its own, so that one starts; it stays a second longer
        string[] shared = server ? [$"/shared:{Guid.NewGuid():N}", "/keepalive:1"] : [];
        var log = Path.Combine(folder, "server.txt");
        var start = new ProcessStartInfo(Host, ["exec", compiler.FileName, "/noconfig", .. shared, "@" + arguments])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["DOTNET_HOST_PATH"] = Host,
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
                ["RoslynCommandLineLogFile"] = log,
            },
        };
        using var process = Process.Start(start)!;
        var report = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (server && !File.ReadAllText(log).Contains("Server compilation completed: Completed", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The compile server did not start.");
        }

        return process.ExitCode == 0
            ? Seconds(report) * 1000
            : throw new InvalidOperationException($"The compiler refuses the benchmark's project: {report.Split('\n')[0]}");
    }

    /// <summary>The `dotnet` that runs this program; a link to it would not tell the compiler where its server runs.</summary>
    private static string Host => Path.GetFullPath(Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private const string Options = """
        is_global = true
        build_property.NetDslGpu = true
        build_property.RootNamespace = Benchmark
        """;

    /// <summary>`   0.114   12      NetDsl.Generator.NetDslGenerator`: seconds, per cent of all generators, name.</summary>
    private static double Seconds(string report)
    {
        var line = report.Split('\n').Single(line => line.TrimEnd().EndsWith(" NetDsl.Generator.NetDslGenerator", StringComparison.Ordinal));
        var figure = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        return double.Parse(figure, CultureInfo.InvariantCulture);
    }

    private static string Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Argument(string name, string path) => $"/{name}:\"{path}\"";
}
