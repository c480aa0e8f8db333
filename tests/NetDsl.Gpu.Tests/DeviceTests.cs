namespace NetDsl.Gpu.Tests;

public sealed class DeviceTests
{
    [Fact]
    public void Cpu_is_left_to_the_cpus_own_kernels()
        => Assert.Null(GpuExecutor.TryCreate(Device.Cpu, new TinyProgram()));

    [Fact]
    public void Auto_without_cuda_is_left_to_the_cpu()
    {
        if (!HasCuda)
            Assert.Null(GpuExecutor.TryCreate(Device.Auto, new TinyProgram()));
    }

    [Fact]
    public void Cuda_without_a_device_says_what_was_looked_for_and_what_to_do()
    {
        if (HasCuda)
            return;
        var exception = Assert.Throws<DeviceException>(() => GpuExecutor.TryCreate(Device.Cuda, new TinyProgram()));
        Assert.Contains("No CUDA device was found", exception.Message, StringComparison.Ordinal);
        Assert.Contains("driver", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'cpu'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_cl_opens_or_says_why_not()
    {
        try
        {
            GpuExecutor.TryCreate(Device.OpenCl, new TinyProgram())!.Dispose();
        }
        catch (DeviceException exception)
        {
            Assert.Contains("OpenCL", exception.Message, StringComparison.Ordinal);
            Assert.Contains("'cpu'", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ilgpu_cpu_opens_with_small_groups()
    {
        using var executor = GpuExecutor.TryCreate(Device.IlgpuCpu, new TinyProgram());
        Assert.Contains("CPU accelerator", executor!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_device_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => GpuExecutor.TryCreate((Device)99, new TinyProgram()));

    private static bool HasCuda
    {
        get
        {
            try
            {
                using var device = GpuDevices.Open(Device.Cuda);
                return true;
            }
            catch (DeviceException)
            {
                return false;
            }
        }
    }
}
