using NetDsl;

namespace Examples;

/// <summary>What <c>--device</c> accepts.</summary>
internal static class Devices
{
    public static OrderedDictionary<string, Device> All { get; } = new()
    {
        ["auto"] = Device.Auto,
        ["cpu"] = Device.Cpu,
        ["cuda"] = Device.Cuda,
        ["opencl"] = Device.OpenCl,
        ["ilgpu-cpu"] = Device.IlgpuCpu,
    };
}
