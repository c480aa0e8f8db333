namespace NetDsl.Gpu.Tests;

/// <summary>How many kernels a step of training launches: each costs the host some microseconds.</summary>
public sealed class LaunchTests
{
    [Theory]
    [InlineData("LeNet5", 64, 28)]
    [InlineData("CifarVgg", 64, 83)]
    [InlineData("CifarResidual", 64, 99)]
    public void Step_launches_so_many_kernels(string network, int batch, int launches)
    {
        var program = ExampleKernels.Programs.Single(one => one.Name.EndsWith($".{network}+GpuProgram")).Program;

        Assert.Equal(launches, ExampleKernels.Launches(program, batch, multiprocessors: 132).Count);
    }
}
