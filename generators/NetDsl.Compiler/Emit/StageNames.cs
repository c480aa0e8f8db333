using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Emit;

/// <summary>How a schedule's stages are called.</summary>
/// <param name="Text">In reports: `h1 rbm`, `finetune`.</param>
/// <param name="Member">In C#: `H1`, `FineTune`.</param>
internal sealed record StageNames(string Text, string Member)
{
    /// <summary>In the schedule's order; those that would be alike are numbered.</summary>
    public static IReadOnlyList<StageNames> Of(Schedule schedule)
    {
        var words = schedule.Stages.Select(TextOf).ToList();
        var members = schedule.Stages.Select(MemberOf).ToList();
        return [.. schedule.Stages.Select((_, index) => new StageNames(
            Numbered(words, index, " ", numbersFirst: true), Numbered(members, index, "", numbersFirst: false)))];
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
        PretrainStage { Layers: { Last: null } layer } => MemberName.Of(layer.First),
        PretrainStage { Layers: var layers } => $"{MemberName.Of(layers.First)}To{MemberName.Of(layers.Last!)}",
        _ => "FineTune",
    };

    private static string Numbered(List<string> names, int index, string between, bool numbersFirst)
    {
        var name = names[index];
        var number = names.Take(index + 1).Count(other => other == name);
        var isAlone = names.Count(other => other == name) == 1;
        return isAlone || (number == 1 && !numbersFirst) ? name : $"{name}{between}{number}";
    }
}
