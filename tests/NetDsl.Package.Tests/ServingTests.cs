namespace NetDsl.Package.Tests;

/// <summary>The example of a web service, under load.</summary>
public sealed class ServingTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("16")]
    public void Service_answers_connections_at_once_as_one_thread_would(string connections)
    {
        var run = BuiltProgram.Run("examples/Serving", "--load", connections, "--requests", "2000");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains($"2,000 requests over {connections} connections", run.Output, StringComparison.Ordinal);
        Assert.Contains("; 0 wrong", run.Output, StringComparison.Ordinal);
    }
}
