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
        return [.. schedule.Stages.Select((_, index) => new StageNames(
            Numbered(words, index, " "), Unique(members, index, taken)))];
    }

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
    private static string Unique(List<string> members, int index, HashSet<string> taken)
    {
        var member = members[index];
        if (members.IndexOf(member) == index)
        {
            return member;
        }

        var number = members.Take(index + 1).Count(other => other == member);
        while (!taken.Add($"{member}{number}"))
        {
            number++;
        }

        return $"{member}{number}";
    }

    private static string Numbered(List<string> names, int index, string between)
    {
        var isAlone = names.Count(other => other == names[index]) == 1;
        return isAlone ? names[index] : $"{names[index]}{between}{names.Take(index + 1).Count(other => other == names[index])}";
    }
}
