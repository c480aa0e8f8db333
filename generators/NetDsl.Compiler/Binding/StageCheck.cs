using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Binding;

/// <summary>What is wrong between a schedule's stages and the network that it is for, beside their rules.</summary>
internal static class StageCheck
{
    public static ScheduleFindings Run(Schedule schedule, Network network, RulePlaces places)
    {
        var findings = new ScheduleFindings(network, places);
        var order = new StageOrderCheck(schedule, network, findings);
        for (var number = 0; number < schedule.Stages.Count; number++)
        {
            if (schedule.Stages[number] is FineTuneStage fineTuning)
            {
                FreezeCheck.Run(fineTuning, number, network, findings);
                order.Take(fineTuning, number);
            }
            else if (schedule.Stages[number] is PretrainStage stage
                && PretrainCheck.Run(stage, number, network, findings) is { } layers)
            {
                order.Take(layers, number);
            }
        }

        return findings;
    }
}
