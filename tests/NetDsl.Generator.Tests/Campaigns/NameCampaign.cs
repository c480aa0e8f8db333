namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Odd names in every role that a name has.</summary>
public static class NameCampaign
{
    private const int ProgramsOfRound = 60;

    private static readonly string[] Namespaces =
        ["Reader", "", "my-net", "2048net", "Acme.event.App", "3D-Net.Träum", "C1", "System.Net", "NetDsl", "record.file"];

    /// <summary>Rounds of one project each. What goes wrong is in the result, with its program; a seed always makes the
    /// same programs.</summary>
    public static IReadOnlyList<string> Run(int seed, int rounds)
    {
        var failures = new List<string>();
        for (var round = 0; round < rounds && failures.Count < 100; round++)
        {
            var random = new Random(unchecked(seed * 1_000_003 + round));
            var space = Namespaces[random.Next(Namespaces.Length)];
            var programs = Programs(random).Take(ProgramsOfRound).ToList();
            var properties = new ProjectProperties { RootNamespace = space, Gpu = random.Next(4) == 0 };
            failures.AddRange(Campaign.Check(programs, properties).Select(text => $"namespace '{space}': {text}"));
        }

        return failures;
    }

    /// <summary>Without end; no two networks of one name.</summary>
    private static IEnumerable<OddProgram> Programs(Random random)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; ; number++)
        {
            var name = OddNames.Draw(random);
            var role = NameRoles.All[random.Next(NameRoles.All.Count)];
            var network = role.IsNetwork ? name : $"N{number}";
            if (taken.Add(network))
            {
                var text = role.Text.Replace("NAME", name, StringComparison.Ordinal)
                    .Replace("NETWORK", network, StringComparison.Ordinal);
                yield return new OddProgram($"/project/p{number}.net", text, name);
            }
        }
    }
}
