namespace NetDsl.Generator.Tests;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData("g")]
    [InlineData("Cpu.g")]
    [InlineData("Schedules.g")]
    public async Task LeNet5_is_written(string file) =>
        await Verify(Text("LeNet5", Sources.LeNet5, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Theory]
    [InlineData("g")]
    [InlineData("Cpu.g")]
    [InlineData("Gpu.g")]
    [InlineData("Schedules.g")]
    public async Task Mlp_is_written(string file) =>
        await Verify(Text("Mlp", Sources.Mlp, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Theory]
    [InlineData("g")]
    [InlineData("Cpu.g")]
    public async Task Regression_with_pools_and_dropout_is_written(string file) =>
        await Verify(Text("Depth", Sources.Depth, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Theory]
    [InlineData("g")]
    [InlineData("Cpu.g")]
    public async Task Graph_with_several_outputs_is_written(string file) =>
        await Verify(Text("Branches", Sources.Branches, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Theory]
    [InlineData("g")]
    [InlineData("Cpu.g")]
    public async Task Labels_that_hold_by_themselves_are_written(string file) =>
        await Verify(Text("Photo", Sources.Photo, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Theory]
    [InlineData("g")]
    [InlineData("Cpu.g")]
    public async Task Classes_with_a_margin_are_written(string file) =>
        await Verify(Text("Sides", Sources.Sides, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Fact]
    public async Task Network_that_prepares_its_inputs_is_written() =>
        await Verify(Text("Pets", Sources.Pets, "g"), "cs").UseDirectory("Snapshots");

    [Fact]
    public async Task Schedule_that_starts_from_a_file_is_written() =>
        await Verify(Text("Letters", Sources.Transfer, "Schedules.g"), "cs").UseDirectory("Snapshots");

    [Theory]
    [InlineData("Schedules.g")]
    [InlineData("Stages.Cpu.g")]
    [InlineData("Stages.Gpu.g")]
    public async Task Stages_of_every_kind_are_written(string file) =>
        await Verify(Text("Digits", Sources.Greedy, file), "cs").UseDirectory("Snapshots").UseParameters(file);

    [Fact]
    public async Task Unfused_network_is_written() => await Verify(
        new GeneratorRun(new ProjectProperties { Fuse = false }, ("depth.net", Sources.Depth)).Text("Depth.Cpu.g.cs"), "cs")
        .UseDirectory("Snapshots");

    [Fact]
    public async Task Broken_network_is_written_as_a_stub() => await Verify(
        new GeneratorRun(("lenet5.net", Sources.Broken)).Text("LeNet5.g.cs"), "cs").UseDirectory("Snapshots");

    private static string Text(string network, string source, string file) =>
        new GeneratorRun(($"{network.ToLowerInvariant()}.net", source)).Text($"{network}.{file}.cs");
}
