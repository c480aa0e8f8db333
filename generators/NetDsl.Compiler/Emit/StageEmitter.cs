using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Emit;

/// <summary>Writes what schedules' stages run in place of the network: each a class inside the network's.</summary>
internal sealed class StageEmitter(NetworkPlan plan, Names names, DeviceNames device)
{
    // StagePrograms, and the class itself
    private const int Depth = 2;

    private const string Class = "StagePrograms";

    public static string Emit(NetworkPlan plan, EmitOptions options, Names names, DeviceNames device) =>
        Emitter.File(options, ["NetDsl", device.Namespace], writer => new StageEmitter(plan, names, device).Write(writer));

    /// <summary>What a stage runs; null where that is the network.</summary>
    public static StagePlan? Find(NetworkPlan plan, Schedule schedule, int stage) =>
        plan.Stages.FirstOrDefault(found => found.Schedule == schedule.Name && found.Stage == stage);

    /// <summary>The expression for what a stage runs.</summary>
    public static string Network(Schedule schedule, int stage) => $"{Class}.{ClassOf(schedule, stage)}.Network";

    private void Write(CodeWriter writer) => writer.Block($"partial class {names.Model}", () =>
    {
        writer.Line("// what stages train in place of the network, and what gives their inputs");
        writer.Block($"private static partial class {Class}", () =>
            writer.Apart([.. plan.Stages.SelectMany(stage => Parts(writer, stage))]));
    });

    private IEnumerable<Action> Parts(CodeWriter writer, StagePlan stage)
    {
        var schedule = plan.Network.Schedules.First(schedule => schedule.Name == stage.Schedule);
        var name = ClassOf(schedule, stage.Stage);
        var words = $"{StageNames.Of(schedule)[stage.Stage].Text} of schedule {schedule.Name}";
        if (stage.Source is { } source)
        {
            var gives = $"{source.Network.InputName} to {source.Network.Output.Name}: the inputs of {words}.";
            yield return () => Write(writer, source, $"{name}_Input", gives, source: null);
        }

        yield return () => Write(
            writer, stage.Trained, name, $"What {words} trains.", stage.Source is null ? null : $"{name}_Input");
    }

    private void Write(CodeWriter writer, NetworkPlan network, string name, string summary, string? source)
    {
        var inner = new Names(network.Network, names);
        writer.Line(Documentation.Summary(summary));
        writer.Block($"internal static partial class {name}", () => writer.Apart(
            () => WriteNetwork(writer, network, source),
            () => new ProgramEmitter(network, inner, device, name, Depth).Write(writer)));
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
        var initializer = source is null ? "" : $" {{ Source = {source}.Network }}";
        writer.Line($"internal static global::NetDsl.StageNetwork Network {{ get; }} = new(Layout, CreateExecutor){initializer};");
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

    private static string ClassOf(Schedule schedule, int stage) =>
        $"{MemberName.Of(schedule.Name)}_{StageNames.Of(schedule)[stage].Member}";
}
