using Xunit.Abstractions;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>A short form of each campaign; tests/NetDsl.Campaign runs longer ones.</summary>
public sealed class CampaignTests(ITestOutputHelper output)
{
    private const int Rounds = 2;

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
