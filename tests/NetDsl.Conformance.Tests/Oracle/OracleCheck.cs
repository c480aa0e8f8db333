using System.Reflection;
using NetDsl.Conformance.Devices;
using NetDsl.Conformance.Reference;

namespace NetDsl.Conformance.Oracle;

/// <summary>Holds a device to libtorch's numbers.</summary>
internal static class OracleCheck
{
    private static readonly RandomPosition Position = new(Seed: 1, Step: 0);

    /// <summary>Outputs, loss and all gradients of one batch.</summary>
    public static void Network(OracleFixture fixture, DeviceRun run)
    {
        var examples = fixture.Examples;
        run.Executor.Reserve(examples.Count, training: true);
        run.WriteParameters(fixture.Parameters);

        Tolerance.AssertClose("output", fixture.Outputs, run.Infer(examples), Tolerance.Single);
        var result = run.Differentiate(examples, Position);
        Tolerance.AssertClose("loss", fixture.Loss, [result.Loss], Tolerance.Single);
        var gradients = run.ReadGradients();
        foreach (var (name, gradient) in fixture.Gradients)
            Tolerance.AssertClose(name + "'s gradient", gradient, gradients[name], Tolerance.Single);
        if (fixture.Statistics is { Count: > 0 } statistics)
            RunningStatistics(statistics, examples, run);
    }

    /// <summary>What a step makes of the running statistics, whatever it does to the rest.</summary>
    private static void RunningStatistics(
        Dictionary<string, double[]> expected, Examples examples, DeviceRun run)
    {
        run.Train(examples, Position, new UpdateStep(UpdateStages.Sgd, Rate: 0, Number: 1));
        var actual = run.ReadParameters();
        foreach (var (name, statistic) in expected)
            Tolerance.AssertClose(name, statistic, actual[name], Tolerance.Single);
    }

    /// <summary>The parameters after each of a schedule's steps.</summary>
    public static void Updates(OracleFixture fixture, DeviceRun run)
    {
        var stage = Stage(fixture);
        run.WriteParameters(fixture.Parameters);
        run.ClearOptimizerState();
        var steps = new StageSteps(stage, run);
        int number = 0, count = fixture.Steps.Count();
        foreach (var (batch, parameters) in fixture.Steps)
        {
            number++;
            steps.Run(batch, stage.Rate.Initial, updates: number % stage.Accumulate == 0 || number == count);
            var actual = run.ReadParameters();
            foreach (var (name, expected) in parameters)
                Tolerance.AssertClose($"{name} after step {number}", expected, actual[name], Tolerance.Single);
        }
    }

    /// <summary>The one stage of the schedule that the generator made of the network's file.</summary>
    private static FineTuneStage Stage(OracleFixture fixture)
    {
        using var model = fixture.Subject.Create(0, Device.Cpu);
        var schedules = model.GetType().GetNestedType("Schedules")!;
        var property = schedules.GetProperty(fixture.Schedule, BindingFlags.Public | BindingFlags.Static);
        var schedule = Assert.IsAssignableFrom<Schedule>(property?.GetValue(null));
        return Assert.IsType<FineTuneStage>(Assert.Single(schedule.Stages));
    }
}
