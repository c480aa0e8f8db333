using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NetDsl.Gpu;

/// <summary>Opens devices, or says why not: ILGPU itself takes any failure to look for devices as "none".</summary>
internal static class GpuDevices
{
    /// <summary>The device; null where the CPU's own kernels are meant.</summary>
    /// <exception cref="DeviceException">There is no such device, or it cannot be used.</exception>
    public static GpuDevice? Open(Device device)
    {
        NativeLibraries.Register();
        return device switch
        {
            Device.Cpu => null,
            Device.Auto => OpenCuda(),
            Device.Cuda => OpenCuda() ?? throw new DeviceException(
                $"No CUDA device was found: {NativeLibraries.Cuda.State()}. Install NVIDIA's driver and make the GPU "
                + "visible to this process, or choose the device 'auto' or 'cpu'."),
            Device.OpenCl => OpenOpenCl(),
            Device.IlgpuCpu => OpenCpu(),
            _ => throw new ArgumentOutOfRangeException(nameof(device), device, "There is no such device."),
        };
    }

    private static GpuDevice? OpenCuda()
    {
        if (!NativeLibraries.Cuda.CanLoad)
            return null;
        var context = GpuDevice.CreateContext(builder => builder.Cuda());
        if (context.GetCudaDevices().Count == 0)
        {
            context.Dispose();
            return null;
        }

        var found = context.GetCudaDevice(0);
        return OpenOrExplain(context, found, $"CUDA, {found.Name}, {found.NumMultiprocessors} multiprocessors");
    }

    private static GpuDevice OpenOpenCl()
    {
        if (!NativeLibraries.OpenCl.CanLoad)
            throw NoOpenCl(NativeLibraries.OpenCl.State());
        // without the filter, ILGPU hides the devices that it cannot use, and with them the reason
        var context = GpuDevice.CreateContext(builder => builder.OpenCL(_ => true));
        if (context.GetCLDevices().Count == 0)
        {
            context.Dispose();
            throw NoOpenCl(NativeLibraries.OpenCl.State());
        }

        var found = context.GetCLDevice(0);
        foreach (var candidate in context.GetCLDevices())
        {
            if (candidate.Capabilities.GenericAddressSpace && !found.Capabilities.GenericAddressSpace)
                found = candidate;
        }

        return OpenOrExplain(context, found, $"OpenCL, {found.Name}, {found.NumMultiprocessors} multiprocessors");
    }

    private static DeviceException NoOpenCl(string state) => new(
        $"No OpenCL device was found: {state}. Install the GPU's OpenCL driver, or choose the device 'auto' or 'cpu'.");

    // two threads a group and one group at a time: groups meet at every barrier, and threads of the system are slow at
    // it
    private static GpuDevice OpenCpu()
    {
        var context = GpuDevice.CreateContext(builder => builder.CPU(new CPUDevice(2, 1, 1)));
        return OpenOrExplain(context, context.GetCPUDevice(0), "ILGPU's CPU accelerator, 2 threads: for verification");
    }

    private static GpuDevice OpenOrExplain(Context context, ILGPU.Runtime.Device found, string description)
    {
        try
        {
            return new GpuDevice(context, found.CreateAccelerator(context), description);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            context.Dispose();
            throw new DeviceException(
                $"{description}: found, but it cannot be used: {exception.Message} Choose another device, as 'cpu'.",
                exception);
        }
    }
}
