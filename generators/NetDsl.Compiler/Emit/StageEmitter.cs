using System.Runtime.CompilerServices;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what schedules' stages run in place of the network: each a class inside the network's.</summary>
internal sealed class StageEmitter
{
    private const string Class = "StagePrograms";

    private readonly NetworkPlan plan;
    private readonly DeviceNames device;
    private readonly Dictionary<string, Schedule> schedules = [];
    private readonly Dictionary<string, IReadOnlyList<StageNames>> names = [];
    private readonly HashSet<string> classes;
    private readonly HashSet<NetworkPlan> written = new(new ByReference());

    // stages that have the same inputs share what gives them
    private readonly ILookup<NetworkPlan?, StagePlan> readers;

    private StageEmitter(NetworkPlan plan, DeviceNames device)
    {
        (this.plan, this.device) = (plan, device);
        foreach (var schedule in plan.Network.Schedules)
        {
            schedules.Add(schedule.Name, schedule);
            names.Add(schedule.Name, StageNames.Of(schedule));
        }

        classes = [.. plan.Stages.Select(ClassOf)];
        readers = plan.Stages.ToLookup(stage => stage.Source, new ByReference());
    }

    public static string Emit(NetworkPlan plan, EmitOptions options, DeviceNames device) =>
        Emitter.File(options, writer => new StageEmitter(plan, device).Write(writer));

    /// <summary>The expression for what a stage runs.</summary>
    public static string Network(Schedule schedule, StageNames stage) => $"{Class}.{ClassOf(schedule, stage)}.Network";

    private void Write(CodeWriter writer) => writer.Block($"partial class {plan.Network.Name}", () =>
    {
        writer.Line("// what stages train in place of the network, and what gives their inputs");
        writer.Block($"private static partial class {Class}", () =>
            writer.Apart([.. plan.Stages.SelectMany(stage => Parts(writer, stage))]));
    });

    private IEnumerable<Action> Parts(CodeWriter writer, StagePlan stage)
    {
        var source = stage.Source is { } given ? SourceOf(given.Network) : null;
        if (source is not null && written.Add(stage.Source!))
        {
            yield return () => WriteClass(writer, stage.Source!, source, Readers(stage.Source!), source: null);
        }

        yield return () => WriteClass(
            writer,
            stage.Trained,
            ClassOf(stage),
            $"What {NameOf(stage)} trains: {schedules[stage.Schedule].Stages[stage.Stage].Description}.",
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
        var stages = string.Join(", ", readers[source].Select(NameOf));
        return $"{network.InputName} to {network.Output.Name}, which these train on: {stages}.";
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

    private string NameOf(StagePlan stage) => $"{stage.Schedule}'s {names[stage.Schedule][stage.Stage].Text}";

    private string ClassOf(StagePlan stage) => ClassOf(schedules[stage.Schedule], names[stage.Schedule][stage.Stage]);

    private static string ClassOf(Schedule schedule, StageNames stage) => $"{MemberName.Of(schedule.Name)}_{stage.Member}";

    /// <summary>The class of what gives stages their inputs: `UpToSigmoid2`.</summary>
    private string SourceOf(Network source)
    {
        var name = $"UpTo{MemberName.Of(source.Output.Name)}";
        while (classes.Contains(name))
        {
            name += "_";
        }

        return name;
    }

    /// <summary>Plans that are equal are one.</summary>
    private sealed class ByReference : IEqualityComparer<NetworkPlan?>
    {
        public bool Equals(NetworkPlan? left, NetworkPlan? right) => ReferenceEquals(left, right);

        public int GetHashCode(NetworkPlan? plan) => RuntimeHelpers.GetHashCode(plan);
    }
}
