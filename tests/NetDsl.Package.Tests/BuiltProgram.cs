namespace NetDsl.Package.Tests;

/// <summary>A program of this repository, built with these tests.</summary>
internal static class BuiltProgram
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="project">Its folder: <c>examples/Serving</c>.</param>
    public static Command Run(string project, params string[] arguments)
    {
        // tests/NetDsl.Package.Tests/bin/Release/net10.0, and the program's likewise
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var repository = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(
            repository, project, "bin", output.Parent.Name, output.Name, Path.GetFileName(project) + ".dll");
        return Command.Run(output.FullName, "dotnet", [program, .. arguments]);
    }
}
