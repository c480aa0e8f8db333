namespace NetDsl.Package.Tests;

/// <summary>
/// This repository's packages, packed once for all tests into a temporary folder, and the programs that tests build
/// with them there. Other builds see nothing of it: intermediate files, packages (of a version that no two runs have)
/// and the folder that they are restored to are all in the temporary folder, which goes when the tests end.
/// </summary>
public sealed class Packages : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("netdsl-packages-").FullName;
    private readonly Lazy<Training> training;
    private int programs;

    /// <summary>Packs the solution as a user does, except for where the files go.</summary>
    public Packages()
    {
        training = new Lazy<Training>(() => Training.Run(Program("Trainer", "NetDsl"), "cpu"));
        Suffix = $"test-{Guid.NewGuid():N}"[..20];
        var pack = Command.DotNet(
            Repository(), "pack", "NetDsl.sln", "-c", "Release", "-v", "quiet",
            "--version-suffix", Suffix, "--artifacts-path", Path.Combine(root, "artifacts"), "-o", Folder);
        if (pack.ExitCode != 0)
        {
            Dispose();  // of a fixture that cannot be made nobody else does
            Assert.Fail($"The solution cannot be packed:\n{pack.Output}");
        }
    }

    /// <summary>The folder of the packages.</summary>
    internal string Folder => Path.Combine(root, "packages");

    /// <summary>What follows the version's number: of this run alone.</summary>
    internal string Suffix { get; }

    /// <summary>A network trained on the CPU by a program that refers to NetDsl.</summary>
    internal Training Training => training.Value;

    /// <summary>The package's file.</summary>
    internal string File(string package) => Directory.GetFiles(Folder, $"{package}.*-{Suffix}.nupkg")
        .Single(path => char.IsDigit(Path.GetFileName(path)[package.Length + 1]));

    /// <summary>One of the test's programs, copied into a folder of its own outside the repository.</summary>
    /// <param name="name">A folder in Programs.</param>
    /// <param name="package">The package that it refers to.</param>
    internal PackageProgram Program(string name, string package)
    {
        var folder = Path.Combine(root, $"program{Interlocked.Increment(ref programs)}");
        var source = Path.Combine(AppContext.BaseDirectory, "Programs");
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(source, name))
            .Append(Path.Combine(source, "bars.net"))
            .Append(Path.Combine(Repository(), "global.json")))
        {
            System.IO.File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return new PackageProgram(folder, name, package, this);
    }

    /// <summary>The options that restore this run's packages, and others where the machine's ordinary restore finds
    /// them.</summary>
    internal string[] RestoreOptions(string package) =>
    [
        $"-p:Package={package}",
        $"-p:PackageVersion={Version(package)}",
        $"-p:RestoreAdditionalProjectSources={Folder}",
        $"-p:RestorePackagesPath={Path.Combine(root, "restored")}",
        $"-p:RestoreFallbackFolders={GlobalPackages.Value}",
    ];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(root, recursive: true);

    private static readonly Lazy<string> GlobalPackages = new(() =>
    {
        // global-packages: /home/someone/.nuget/packages/
        var line = Command.Run(Path.GetTempPath(), "dotnet", "nuget", "locals", "global-packages", "--list").Output;
        return line[(line.IndexOf(':') + 1)..].Trim();
    });

    private string Version(string package) => Path.GetFileNameWithoutExtension(File(package))[(package.Length + 1)..];

    internal static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "NetDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
