namespace NetDsl.Package.Tests;

/// <summary>Short forms of the campaigns that need a program of their own.</summary>
public sealed class CampaignTests
{
    [Theory]
    [InlineData("kills")]
    [InlineData("flips")]
    public void Campaign_finds_nothing(string campaign)
    {
        var run = BuiltProgram.Run("tests/NetDsl.Campaign", campaign, "--rounds", "1");

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains($"{campaign}: 1 rounds, 0 failures", run.Output, StringComparison.Ordinal);
    }
}
