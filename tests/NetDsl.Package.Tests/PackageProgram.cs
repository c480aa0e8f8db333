namespace NetDsl.Package.Tests;

/// <summary>A program in a folder of its own, built with this run's packages.</summary>
internal sealed class PackageProgram(string folder, string name, string package, Packages packages)
{
    /// <summary>The program that was built.</summary>
    public string Executable => At("out", OperatingSystem.IsWindows() ? $"{name}.exe" : name);

    /// <summary>A path in its folder.</summary>
    public string At(params string[] names) => Path.Combine([folder, .. names]);

    /// <summary>Builds it, without a warning.</summary>
    public void Build(params string[] options)
    {
        var build = TryBuild(options);
        Assert.True(build.ExitCode == 0, $"{name} does not build:\n{build.Output}");
    }

    /// <summary>Builds it, or not: warnings are errors.</summary>
    public Command TryBuild(params string[] options) => Command.DotNet(
        folder,
        ["build", "-c", "Release", "-warnaserror", "-o", At("out"), .. options, .. packages.RestoreOptions(package)]);

    /// <summary>Compiles it to native code, without a warning.</summary>
    public void Publish(params string[] options)
    {
        // What native compilation needs goes to the machine's ordinary package folder: it is large, and every later
        // build, of these tests and of others, finds it there.
        var restore = Command.DotNet(folder, "restore");
        Assert.True(restore.ExitCode == 0, $"Native compilation's packages are not to be had:\n{restore.Output}");
        var publish = Command.DotNet(
            folder,
            [
                "publish", "-c", "Release", "-warnaserror", "-o", At("out"), .. options,
                .. packages.RestoreOptions(package),
            ]);
        Assert.True(publish.ExitCode == 0, $"{name} does not compile to native code:\n{publish.Output}");
    }

    /// <summary>Runs what was built, which must succeed.</summary>
    /// <returns>Its lines.</returns>
    public string[] Run(params string[] arguments)
    {
        var command = RunToEnd(arguments);
        Assert.True(command.ExitCode == 0, $"{name} failed:\n{command.Output}");
        return command.Lines;
    }

    /// <summary>Runs what was built, however it ends.</summary>
    public Command RunToEnd(params string[] arguments) => Command.Run(folder, Executable, arguments);
}
