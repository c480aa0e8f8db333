using Xunit;
using Xunit.Abstractions;

namespace NetDsl.Tests.Campaigns;

/// <summary>A short form of the campaign. NETDSL_ROUNDS states another number of rounds, NETDSL_SEED another
/// seed.</summary>
public sealed class CampaignTests(ITestOutputHelper output)
{
    [Fact]
    public void A_damaged_file_of_any_kind_is_read_or_refused_as_documented_within_bounded_memory()
    {
        IReadOnlyList<string> failures = FileCampaign.Run(Number("NETDSL_SEED", 1), Number("NETDSL_ROUNDS", 4));
        output.WriteLine(string.Join("\n\n", failures));
        Assert.Empty(failures);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}
