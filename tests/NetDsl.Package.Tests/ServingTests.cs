namespace NetDsl.Package.Tests;

/// <summary>The example of a web service, under load.</summary>
public sealed class ServingTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("16")]
    public void Service_answers_connections_at_once_as_one_thread_would(string connections)
    {
        // tests/NetDsl.Package.Tests/bin/Release/net10.0, and the example's likewise
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var repository = output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
        var example = Path.Combine(
            repository, "examples", "Serving", "bin", output.Parent.Name, output.Name, "Serving.dll");

        var run = Command.Run(output.FullName, "dotnet", example, "--load", connections, "--requests", "2000");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains($"2,000 requests over {connections} connections", run.Output, StringComparison.Ordinal);
        Assert.Contains("; 0 wrong", run.Output, StringComparison.Ordinal);
    }
}
