using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Binding;

/// <summary>Collects what is wrong between a schedule and its network, each where it stands in the
/// schedule.</summary>
/// <param name="places">Of the schedule.</param>
internal sealed class ScheduleFindings(Network network, RulePlaces places)
{
    private readonly List<ScheduleFinding> all = [];
    private readonly HashSet<string> keys = [];

    private IReadOnlyList<ValueRange>? ranges;

    public RulePlaces Places => places;

    public IReadOnlyList<ScheduleFinding> All => all;

    /// <summary>Of the values that a layer gives; −1 is the network's input.</summary>
    public ValueRange RangeOf(int layer) => (ranges ??= ValueRange.In(network))[layer + 1];

    /// <summary>Adds one, unless the same is said of the place already: the settings of several stages may stand in
    /// one place.</summary>
    public void Add(DiagnosticDescriptor descriptor, StatementPlace place, params object[] arguments)
    {
        if (keys.Add(FormattableString.Invariant($"{descriptor.Id} {place.Span.Start} {place.Span.End}")))
        {
            all.Add(new ScheduleFinding(descriptor, place.Span, arguments));
        }
    }
}

internal sealed record ScheduleFinding(DiagnosticDescriptor Descriptor, SourceSpan Span, object[] Arguments);
