using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Binding;

/// <summary>Where a schedule's rules stand: what is wrong with one is known only where its network is bound.</summary>
/// <param name="File">The path of the schedule's file.</param>
/// <param name="Stages">In their order.</param>
public sealed record RulePlaces(string File, EquatableArray<StagePlaces> Stages)
{
    /// <summary>Of `load`, where it leaves layers out; else null.</summary>
    public RulePlace? Load { get; init; }
}

/// <param name="Rules">In their order.</param>
public sealed record StagePlaces(EquatableArray<RulePlace> Rules);

/// <param name="Ranges">Of its layers.</param>
public sealed record RulePlace(StatementPlace Statement, EquatableArray<StatementPlace> Ranges);

/// <summary>A stretch of the file.</summary>
public sealed record StatementPlace(SourceSpan Span);
