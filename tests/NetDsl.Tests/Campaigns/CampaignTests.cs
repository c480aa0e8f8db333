using Xunit;
using Xunit.Abstractions;

namespace NetDsl.Tests.Campaigns;

/// <summary>A short form of the campaign; tests/NetDsl.Campaign runs longer ones.</summary>
public sealed class CampaignTests(ITestOutputHelper output)
{
    [Fact]
    public void A_damaged_file_of_any_kind_is_read_or_refused_as_documented_within_bounded_memory()
    {
        IReadOnlyList<string> failures = FileCampaign.Run(seed: 1, rounds: 4);
        output.WriteLine(string.Join("\n\n", failures));
        Assert.Empty(failures);
    }
}
