using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>A stage, and where what it says of its network stands.</summary>
/// <param name="Head">Its statement without the block.</param>
/// <param name="Settings">Those of its block.</param>
internal sealed record BoundStage(Stage Stage, TextSpan Head, StageSettings Settings)
{
    /// <summary>The stage's own, with their places.</summary>
    public IReadOnlyList<PlacedRule> Rules { get; init; } = [];

    /// <summary>What `pretrain` names for this stage; null where it names nothing.</summary>
    public TextSpan? Layers { get; init; }

    /// <summary>The ranges of `freeze`.</summary>
    public IReadOnlyList<TextSpan> Frozen { get; init; } = [];

    /// <summary>Whether anything in it can be right or wrong for its network alone.</summary>
    public bool NamesLayers => Rules.Count > 0 || Layers is not null || Frozen.Count > 0;

    public StagePlaces Places(LineMap lines) => new(
        Rules.Select(rule => RulePlace.Of(rule.Statement, rule.Ranges, lines)).ToEquatableArray())
    {
        Head = StatementPlace.Of(Head, lines),
        Layers = Layers is { } layers ? StatementPlace.Of(layers, lines) : null,
        Frozen = Frozen.Select(range => StatementPlace.Of(range, lines)).ToEquatableArray(),
        Settings = Settings.Statements
            .Select(setting => new SettingPlace(setting.Keyword!.Text, StatementPlace.Of(setting.Head, lines)))
            .ToEquatableArray(),
    };
}
