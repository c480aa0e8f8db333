using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Emit;

/// <summary>How a schedule's stages are called.</summary>
/// <param name="Text">In reports: `h1 rbm`, `finetune`.</param>
/// <param name="Member">In C#: `H1`, `FineTune`.</param>
internal sealed record StageNames(string Text, string Member)
{
    /// <summary>Behind a schedule's name, of the class of its stages.</summary>
    public const string ClassEnding = "Stages";

    /// <summary>In the schedule's order; those that would be alike are numbered.</summary>
    public static IReadOnlyList<StageNames> Of(Schedule schedule)
    {
        var words = schedule.Stages.Select(TextOf).ToList();
        var members = schedule.Stages.Select(MemberOf).ToList();
        var taken = new HashSet<string>(members);
        var counts = words.GroupBy(word => word).ToDictionary(same => same.Key, same => same.Count());
        var (wordNumbers, memberNumbers) = (new Dictionary<string, int>(), new Dictionary<string, int>());
        var names = new List<StageNames>();
        for (var index = 0; index < words.Count; index++)
        {
            var number = Next(wordNumbers, words[index]);
            var text = counts[words[index]] == 1 ? words[index] : $"{words[index]} {number}";
            names.Add(new StageNames(text, Unique(members[index], Next(memberNumbers, members[index]), taken)));
        }

        return names;
    }

    private static int Next(Dictionary<string, int> numbers, string name) =>
        numbers[name] = numbers.TryGetValue(name, out var last) ? last + 1 : 1;

    private static string TextOf(Stage stage) => stage switch
    {
        SupervisedStage { Layers: var layers } => $"{layers} supervised",
        AutoencoderStage { Layers: var layers } => $"{layers} autoencoder",
        BoltzmannStage { Layers: var layers } => $"{layers} rbm",
        _ => "finetune",
    };

    private static string MemberOf(Stage stage) => stage switch
    {
        PretrainStage { Layers: { Last: null } layer } => Apart(MemberName.Of(layer.First)),
        PretrainStage { Layers: var layers } => Apart($"{MemberName.Of(layers.First)}To{MemberName.Of(layers.Last!)}"),
        _ => "FineTune",
    };

    // the class around it is named after the schedule, with that ending
    private static string Apart(string member) =>
        member.EndsWith(ClassEnding, StringComparison.Ordinal) ? member + "Stage" : member;

    /// <summary>With a number where the same has been before: the first that no other stage has.</summary>
    /// <param name="number">How often it has been, this time included.</param>
    private static string Unique(string member, int number, HashSet<string> taken)
    {
        if (number == 1)
        {
            return member;
        }

        while (!taken.Add($"{member}{number}"))
        {
            number++;
        }

        return $"{member}{number}";
    }
}
