using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NetDsl.Gpu;

/// <summary>The GPUs of this machine. One that is used stays open until the process ends, and all models on it share
/// its compiled kernels.</summary>
public static class GpuDevices
{
    private static readonly Dictionary<Device, GpuDevice> Opened = [];

    /// <summary>What the tests do to a device so that ILGPU opens it.</summary>
    internal static Action<ILGPU.Runtime.Device>? BeforeOpening { get; set; }

    /// <summary>All GPUs that CUDA and OpenCL report, those that cannot be used too, with the reason.</summary>
    public static IReadOnlyList<DeviceDescription> List() =>
        [.. Describe(DeviceKind.Cuda), .. Describe(DeviceKind.OpenCl)];

    /// <summary>The device; null where the CPU's own kernels are meant. ILGPU itself takes any failure to look for
    /// devices as "none": here each has its reason.</summary>
    /// <exception cref="DeviceException">There is no such device, or it cannot be used.</exception>
    internal static GpuDevice? Open(Device device)
    {
        if (device.Kind == DeviceKind.Cpu)
            return null;
        lock (Opened)
        {
            // auto is the first CUDA device, where there is one
            if (device.Kind == DeviceKind.Auto)
                return Describe(DeviceKind.Cuda).Any() ? Open(Device.Cuda) : null;
            if (!Opened.TryGetValue(device, out var opened))
                Opened.Add(device, opened = device.Kind == DeviceKind.IlgpuCpu ? OpenCpu() : OpenGpu(device));
            return opened;
        }
    }

    private static IEnumerable<DeviceDescription> Describe(DeviceKind kind)
    {
        using var context = Search(kind);
        return context is null ? [] : Found(context, kind).Select((found, number) => new DeviceDescription(
            Of(kind, number), found.Name, found.NumMultiprocessors, found.MemorySize, Problem(found))).ToArray();
    }

    private static GpuDevice OpenGpu(Device device)
    {
        var context = Search(device.Kind);
        var found = context is null ? [] : Found(context, device.Kind);
        if (device.Number < found.Length)
            return OpenOrExplain(context!, found[device.Number], Words(device.Kind));
        context?.Dispose();
        throw Missing(device, [.. Describe(device.Kind)]);
    }

    /// <summary>ILGPU with all devices of a kind; null where its driver is not installed.</summary>
    private static Context? Search(DeviceKind kind)
    {
        NativeLibraries.Register();
        if (!NativeLibraries.Of(kind).CanLoad)
            return null;
        // without the filter, ILGPU hides the OpenCL devices that it cannot use, and with them the reason
        return kind == DeviceKind.Cuda
            ? GpuDevice.CreateContext(builder => builder.Cuda())
            : GpuDevice.CreateContext(builder => builder.OpenCL(_ => true));
    }

    // those that can be used come first
    private static ILGPU.Runtime.Device[] Found(Context context, DeviceKind kind) => kind == DeviceKind.Cuda
        ? [.. context.GetCudaDevices()]
        : [.. ((IEnumerable<CLDevice>)[.. context.GetCLDevices()]).OrderBy(found => Problem(found) is null ? 0 : 1)];

    private static string? Problem(ILGPU.Runtime.Device found)
    {
        BeforeOpening?.Invoke(found);
        return found is CLDevice { Capabilities.GenericAddressSpace: false }
            ? "its driver has no generic address space, which OpenCL 2 has and ILGPU needs"
            : null;
    }

    // two threads a group and one group at a time: groups meet at every barrier, and threads of the system are slow at
    // it
    private static GpuDevice OpenCpu()
    {
        var context = GpuDevice.CreateContext(builder => builder.CPU(new CPUDevice(2, 1, 1)));
        var accelerator = context.GetCPUDevice(0).CreateAccelerator(context);
        return new GpuDevice(context, accelerator, "ILGPU's CPU accelerator, 2 threads: for verification");
    }

    private static GpuDevice OpenOrExplain(Context context, ILGPU.Runtime.Device found, string family)
    {
        string description = $"{family}, {found.Name}, {found.NumMultiprocessors} multiprocessors";
        try
        {
            if (Problem(found) is { } problem)
                throw new NotSupportedException($"{problem}.");
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

    private static DeviceException Missing(Device device, DeviceDescription[] found)
    {
        string family = Words(device.Kind);
        if (found.Length > 0)
        {
            return new DeviceException(
                $"There is no device '{device}'. {family} has found: {string.Join("; ", found.AsEnumerable())}.");
        }

        string driver = device.Kind == DeviceKind.Cuda ? "NVIDIA's driver" : "the GPU's OpenCL driver";
        return new DeviceException(
            $"No {family} device was found: {NativeLibraries.Of(device.Kind).State()}. Install {driver} and make the "
            + "GPU visible to this process, or choose the device 'auto' or 'cpu'.");
    }

    private static string Words(DeviceKind kind) => kind == DeviceKind.Cuda ? "CUDA" : "OpenCL";

    private static Device Of(DeviceKind kind, int number) =>
        (kind == DeviceKind.Cuda ? Device.Cuda : Device.OpenCl).At(number);
}
