using System.Diagnostics;

namespace NetDsl.Generator.Tests;

/// <summary>The compiler of a build uses the generator's native code, or every first run would compile it anew.</summary>
public sealed class PrecompiledTests(Xunit.Abstractions.ITestOutputHelper output) : IDisposable
{
    /// <summary>Of more than a thousand methods: those with a structure of Roslyn's, or of a generic type over numbers.</summary>
    private const int MostCompiledMethods = 60;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("NetDsl");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_compiler_that_starts_finds_the_generator_compiled()
    {
        var given = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "compiler.txt"));
        var generator = given.Skip(1).Where(path => Path.GetFileName(path) is
            "NetDsl.Generator.dll" or "NetDsl.Compiler.dll" or "Sprache.dll").ToArray();
        Assert.Equal(3, generator.Length);

        var log = Path.Combine(folder.FullName, "methods.txt");
        Compile(given[0], generator, log);

        var methods = File.ReadAllLines(log);
        var own = methods.Where(IsOurs).ToArray();
        foreach (var method in own)
        {
            output.WriteLine(method);
        }

        Assert.Contains(own, method => method.Contains("NetDslGenerator:Initialize", StringComparison.Ordinal));
        Assert.True(
            own.Length <= MostCompiledMethods,
            $"{own.Length} methods were compiled while {string.Join(", ", generator)} ran; see generators/NetDsl.Generator/Precompile.targets");
    }

    /// <summary>`  12: JIT compiled NetDsl.Compiler.Text:Join(System.String) [Tier0, IL size=4, code size=20]`</summary>
    private static bool IsOurs(string line) =>
        line.Contains(" NetDsl.", StringComparison.Ordinal) || line.Contains(" Sprache.", StringComparison.Ordinal);

    /// <summary>Compiles a project of one network, in a process of its own that lists what it compiles just in time.</summary>
    private void Compile(string compiler, string[] analyzers, string log)
    {
        var network = Write("lenet5.net", Sources.LeNet5);
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var arguments = Write("arguments.rsp", string.Join('\n', [
            "/nologo", "/nostdlib", "/unsafe", "/nullable", "/target:library",
            Argument("out", Path.Combine(folder.FullName, "Project.dll")),
            Argument("additionalfile", network),
            .. analyzers.Select(path => Argument("analyzer", path)),
            .. trusted.Select(path => Argument("reference", path)),
        ]));

        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", compiler, "/noconfig", "@" + arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_JitStdOutFile"] = log, ["DOTNET_JitDisasmSummary"] = "1" },
        };
        using var process = Process.Start(start)!;
        var messages = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, messages);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Argument(string name, string path) => $"/{name}:\"{path}\"";
}
