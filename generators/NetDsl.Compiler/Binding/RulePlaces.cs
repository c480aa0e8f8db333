using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>Where stands what a schedule says of its network's layers: what is wrong with it is known only where the
/// network is bound.</summary>
/// <param name="File">The path of the schedule's file.</param>
/// <param name="Stages">In their order.</param>
public sealed record RulePlaces(string File, EquatableArray<StagePlaces> Stages)
{
    /// <summary>Of `load`, where it leaves layers out; else null.</summary>
    public RulePlace? Load { get; init; }
}

/// <param name="Rules">In their order.</param>
public sealed record StagePlaces(EquatableArray<RulePlace> Rules)
{
    /// <summary>Of the stage's statement, without its block; null where nothing asks for it.</summary>
    public StatementPlace? Head { get; init; }

    /// <summary>Of the layers that `pretrain` names for the stage.</summary>
    public StatementPlace? Layers { get; init; }

    /// <summary>Of the ranges that `freeze` names.</summary>
    public EquatableArray<StatementPlace> Frozen { get; init; } = EquatableArray<StatementPlace>.Empty;

    public EquatableArray<SettingPlace> Settings { get; init; } = EquatableArray<SettingPlace>.Empty;

    /// <summary>Where a setting stands; null where it is not stated.</summary>
    public StatementPlace? Of(string setting)
    {
        foreach (var place in Settings)
        {
            if (place.Keyword == setting)
            {
                return place.Statement;
            }
        }

        return null;
    }
}

/// <param name="Keyword">The setting's first word.</param>
public sealed record SettingPlace(string Keyword, StatementPlace Statement);

/// <param name="Ranges">Of its layers.</param>
public sealed record RulePlace(StatementPlace Statement, EquatableArray<StatementPlace> Ranges)
{
    internal static RulePlace Of(TextSpan statement, IReadOnlyList<TextSpan> ranges, LineMap lines) => new(
        StatementPlace.Of(statement, lines),
        ranges.Select(range => StatementPlace.Of(range, lines)).ToEquatableArray());
}

/// <summary>A stretch of the file.</summary>
public sealed record StatementPlace(SourceSpan Span)
{
    internal static StatementPlace Of(TextSpan span, LineMap lines) => new(lines.Locate(span));
}
