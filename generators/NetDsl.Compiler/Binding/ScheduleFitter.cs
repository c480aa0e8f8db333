using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Binding;

/// <summary>Holds the schedules of a network to the network, once both are known.</summary>
internal static class ScheduleFitter
{
    /// <summary>The network with those of its schedules that fit it; what is wrong with the others is reported where
    /// they stand.</summary>
    /// <param name="lost">Takes the names of the others.</param>
    public static Network Fit(Network network, List<string> lost, DiagnosticBag diagnostics)
    {
        if (network.Schedules.All(schedule => schedule.Places is null))
        {
            return network;
        }

        var fitting = new List<Schedule>();
        foreach (var schedule in network.Schedules)
        {
            if (schedule.Places is not { } places)
            {
                fitting.Add(schedule);
                continue;
            }

            var errors = diagnostics.ErrorCount;
            Report(schedule, network, places, diagnostics);
            if (diagnostics.ErrorCount > errors)
            {
                lost.Add(schedule.Name);
            }
            else
            {
                fitting.Add(schedule with { Places = null });
            }
        }

        return network with { Schedules = fitting.ToEquatableArray() };
    }

    private static void Report(Schedule schedule, Network network, RulePlaces places, DiagnosticBag diagnostics)
    {
        foreach (var finding in LayerRuleCheck.Run(schedule, network))
        {
            Report(finding, places, diagnostics);
        }

        foreach (var finding in schedule.Load is { } load ? LoadCheck.Run(load, network) : [])
        {
            var span = (finding.Range is { } range ? places.Load!.Ranges[range] : places.Load!.Statement).Span;
            diagnostics.AddIn(places.File, finding.Descriptor, span, finding.Arguments);
        }

        foreach (var finding in StageCheck.Run(schedule, network, places).All)
        {
            diagnostics.AddIn(places.File, finding.Descriptor, finding.Span, finding.Arguments);
        }
    }

    private static void Report(RuleFinding finding, RulePlaces places, DiagnosticBag diagnostics)
    {
        var rules = places.Stages[finding.Stage].Rules;
        var place = rules[finding.Rule];
        var span = (finding.Range is { } range ? place.Ranges[range] : place.Statement).Span;
        object[] arguments = finding.Earlier is { } earlier
            ? [.. finding.Arguments, rules[earlier].Statement.Span.StartLine]
            : finding.Arguments;
        diagnostics.AddIn(places.File, finding.Descriptor, span, arguments);
    }
}
