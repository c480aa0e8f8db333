using Xunit.Abstractions;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>A short form of each campaign. NETDSL_ROUNDS states other numbers of rounds.</summary>
public sealed class CampaignTests(ITestOutputHelper output)
{
    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("NETDSL_ROUNDS"), out var rounds) ? rounds : 2;

    [Fact]
    public void Any_name_in_any_role_compiles_without_a_warning_or_is_refused_at_the_word() =>
        AssertNothing(NameCampaign.Run(seed: 1, Rounds));

    [Fact]
    public void Any_number_in_any_place_compiles_without_a_warning_or_is_refused_at_the_number() =>
        AssertNothing(NumberCampaign.Run(seed: 1, Rounds));

    private void AssertNothing(IReadOnlyList<string> failures)
    {
        output.WriteLine(string.Join("\n\n", failures));
        Assert.Empty(failures);
    }
}
