using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what schedules' stages run in place of the network: each a class inside the network's.</summary>
internal sealed class StageEmitter(NetworkPlan plan, DeviceNames device)
{
    private const string Class = "StagePrograms";

    public static string Emit(NetworkPlan plan, EmitOptions options, DeviceNames device) =>
        Emitter.File(options, writer => new StageEmitter(plan, device).Write(writer));

    /// <summary>What a stage runs; null where that is the network.</summary>
    public static StagePlan? Find(NetworkPlan plan, Schedule schedule, int stage) =>
        plan.Stages.FirstOrDefault(found => found.Schedule == schedule.Name && found.Stage == stage);

    /// <summary>The expression for what a stage runs.</summary>
    public static string Network(Schedule schedule, int stage) => $"{Class}.{ClassOf(schedule, stage)}.Network";

    private void Write(CodeWriter writer) => writer.Block($"partial class {plan.Network.Name}", () =>
    {
        writer.Line("// what stages train in place of the network, and what gives their inputs");
        writer.Block($"private static partial class {Class}", () =>
            writer.Apart([.. plan.Stages.SelectMany(stage => Parts(writer, stage))]));
    });

    private IEnumerable<Action> Parts(CodeWriter writer, StagePlan stage)
    {
        var source = stage.Source is { } given ? SourceOf(given.Network) : null;
        if (source is not null && plan.Stages.First(other => other.Source == stage.Source) == stage)
        {
            yield return () => WriteClass(writer, stage.Source!, source, Readers(stage.Source!), source: null);
        }

        var schedule = ScheduleOf(stage);
        yield return () => WriteClass(
            writer,
            stage.Trained,
            ClassOf(schedule, stage.Stage),
            $"What {NameOf(stage)} trains: {schedule.Stages[stage.Stage].Description}.",
            source);
    }

    private void WriteClass(CodeWriter writer, NetworkPlan network, string name, string summary, string? source)
    {
        writer.Summary(summary);
        writer.Block($"internal static partial class {name}", () => writer.Apart(
            () => WriteNetwork(writer, network, source),
            () => new ProgramEmitter(network, device, name).Write(writer)));
    }

    /// <summary>What is said of a network that gives the inputs of stages.</summary>
    private string Readers(NetworkPlan source)
    {
        var network = source.Network;
        var readers = plan.Stages.Where(stage => stage.Source == source).Select(NameOf);
        return $"{network.InputName} to {network.Output.Name}, which these train on: {string.Join(", ", readers)}.";
    }

    private void WriteNetwork(CodeWriter writer, NetworkPlan network, string? source)
    {
        if (!ReferenceEquals(device, DeviceNames.Cpu))
        {
            return;
        }

        var outputs = Text.Number(network.Network.MainOutputs.Sum(head => head.Units));
        LayoutEmitter.Write(writer, network, outputs);
        writer.Line();
        writer.Creation(
            "internal static global::NetDsl.StageNetwork Network { get; } = new(Layout, CreateExecutor)",
            initializer =>
            {
                if (source is not null)
                {
                    initializer.Line($"Source = {source}.Network,");
                }
            });
        writer.Line();
        writer.Line("""
            private static global::NetDsl.Executor CreateExecutor(global::NetDsl.Device device)
            {
                global::NetDsl.Executor? executor = null;
                CreateGpuExecutor(device, ref executor);
                return executor ?? global::NetDsl.Cpu.CpuExecutor.Create(device, new CpuProgram());
            }

            // written where the project references NetDsl.Gpu
            static partial void CreateGpuExecutor(global::NetDsl.Device device, ref global::NetDsl.Executor? executor);
            """);
    }

    private Schedule ScheduleOf(StagePlan stage) =>
        plan.Network.Schedules.First(schedule => schedule.Name == stage.Schedule);

    private string NameOf(StagePlan stage) =>
        $"{stage.Schedule}'s {StageNames.Of(ScheduleOf(stage))[stage.Stage].Text}";

    private static string ClassOf(Schedule schedule, int stage) =>
        $"{MemberName.Of(schedule.Name)}_{StageNames.Of(schedule)[stage].Member}";

    /// <summary>The class of what gives stages their inputs: `UpToSigmoid2`.</summary>
    private string SourceOf(Network source)
    {
        var name = $"UpTo{MemberName.Of(source.Output.Name)}";
        while (plan.Stages.Any(stage => ClassOf(ScheduleOf(stage), stage.Stage) == name))
        {
            name += "_";
        }

        return name;
    }
}
