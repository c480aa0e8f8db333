namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Odd numbers in every place that takes one.</summary>
public static class NumberCampaign
{
    private const int ProgramsOfRound = 60;

    /// <summary>Rounds of one project each. What goes wrong is in the result, with its program; a seed always makes the
    /// same programs.</summary>
    public static IReadOnlyList<string> Run(int seed, int rounds)
    {
        var failures = new List<string>();
        for (var round = 0; round < rounds && failures.Count < 100; round++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + round));
            var programs = Enumerable.Range(0, ProgramsOfRound).Select(number => Program(random, number)).ToList();
            failures.AddRange(Campaign.Check(programs, new ProjectProperties { Gpu = random.Next(4) == 0 }));
        }

        return failures;
    }

    private static OddProgram Program(Random random, int number)
    {
        var value = OddNumbers.Draw(random);
        var text = NumberRoles.All[random.Next(NumberRoles.All.Count)]
            .Replace("NUMBER", value, StringComparison.Ordinal)
            .Replace("NETWORK", $"N{number}", StringComparison.Ordinal);
        return new OddProgram($"/project/p{number}.net", text, value);
    }
}
