using Xunit.Abstractions;

namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>A short form of each campaign. NETDSL_ROUNDS and NETDSL_SEED state other numbers.</summary>
public sealed class CampaignTests(ITestOutputHelper output)
{
    private static int Rounds => Stated("NETDSL_ROUNDS", 2);

    private static int Seed => Stated("NETDSL_SEED", 1);

    [Fact]
    public void Any_name_in_any_role_compiles_without_a_warning_or_is_refused_at_the_word() =>
        AssertNothing(NameCampaign.Run(Seed, Rounds));

    [Fact]
    public void Any_number_in_any_place_compiles_without_a_warning_or_is_refused_at_the_number() =>
        AssertNothing(NumberCampaign.Run(Seed, Rounds));

    private static int Stated(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;

    private void AssertNothing(IReadOnlyList<string> failures)
    {
        output.WriteLine(string.Join("\n\n", failures));
        Assert.Empty(failures);
    }
}
