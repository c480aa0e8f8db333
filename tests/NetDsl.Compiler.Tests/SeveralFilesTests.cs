using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Tests;

public sealed class SeveralFilesTests
{
    private const string Schedule = "schedule Fast for Net { batch 1; finetune { optimizer sgd rate 1; epochs 1 } }";

    [Fact]
    public void Schedule_may_stand_in_another_file()
    {
        var (network, schedule) = Bind(Programs.Network("relu"), Schedule);
        Assert.Empty(schedule.Diagnostics);
        Assert.Equal("Fast", Assert.Single(Assert.Single(network.Networks).Schedules).Name);
    }

    [Fact]
    public void Broken_schedule_in_another_file_is_reported_there_and_breaks_the_network()
    {
        var (network, schedule) = Bind(Programs.Network("relu"), Schedule.Replace("batch 1", "batch 0", StringComparison.Ordinal));
        Assert.Empty(network.Diagnostics);
        Assert.Equal(["Fast"], Assert.Single(network.BrokenNetworks).Schedules);
        Assert.Equal("NET0025", Assert.Single(schedule.Diagnostics).Id);
    }

    [Fact]
    public void Of_two_networks_of_one_name_the_one_in_the_first_path_stays()
    {
        var (first, second) = Bind(Programs.Network("relu"), Programs.Network("tanh"));
        Assert.Single(first.Networks);
        Assert.Empty(first.Diagnostics);
        Assert.Empty(second.Networks);
        Assert.Empty(second.BrokenNetworks);
        Assert.Equal("there is already a network 'Net', in a.net", Assert.Single(second.Diagnostics).Message);
    }

    [Fact]
    public void Of_two_schedules_of_one_name_the_one_in_the_first_path_stays()
    {
        var (first, second) = Bind(Programs.Network("relu") + "\n" + Schedule, Schedule.Replace("batch 1", "batch 2", StringComparison.Ordinal));
        Assert.Equal(1, Assert.Single(Assert.Single(first.Networks).Schedules).Batch);
        Assert.Equal("NET0045", Assert.Single(second.Diagnostics).Id);
    }

    [Fact]
    public void Unknown_network_gets_the_name_of_a_near_one_in_another_file()
    {
        var (_, schedule) = Bind(Programs.Network("relu"), Schedule.Replace("for Net", "for Nett", StringComparison.Ordinal));
        Assert.Equal("there is no network 'Nett'; did you mean 'Net'?", Assert.Single(schedule.Diagnostics).Message);
    }

    private static (BoundFile First, BoundFile Second) Bind(string first, string second)
    {
        var bound = Compilation.Compile([new("a.net", first), new("b.net", second)]);
        return (bound[0], bound[1]);
    }
}
