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

    [OpenClTheory]
    [InlineData(9)]
    public void Open_cl_device_that_is_not_there_is_answered_with_those_that_are(int number)
    {
        var found = GpuDevices.List().First(gpu => gpu.Device.Kind == DeviceKind.OpenCl);

        var exception = Assert.Throws<DeviceException>(() => GpuDevices.Open(Device.OpenCl.At(number)));

        Assert.Contains($"no device 'opencl:{number}'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(found.ToString(), exception.Message, StringComparison.Ordinal);
        Assert.Contains("opencl:0", exception.Message, StringComparison.Ordinal);
        Assert.True(found.Memory > 0 && found.Multiprocessors > 0, found.ToString());
    }

    [OpenClTheory]
    [InlineData("opencl")]
    public void Models_on_a_device_share_it_and_its_kernels(string text) =>
        Assert.Same(GpuDevices.Open(Device.Parse(text)), GpuDevices.Open(Device.Parse(text)));

    [Fact]
    public void Ilgpu_cpu_opens_with_small_groups()
    {
        using var executor = GpuExecutor.TryCreate(Device.IlgpuCpu, new TinyProgram());
        Assert.Contains("CPU accelerator", executor!.Description, StringComparison.Ordinal);
    }

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
