using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU.Runtime.OpenCL;
using NetDsl.Gpu;

namespace NetDsl.Tests.Common;

/// <summary>The OpenCL device that the tests use: a GPU where there is one, else PoCL, which runs on the CPU what
/// ILGPU's compiler makes of the kernels (ILGPU's CPU accelerator runs their C#).</summary>
internal static class OpenClLane
{
    private static readonly Lazy<string?> Reason = new(Find);

    /// <summary>Why there is none; null where there is one.</summary>
    public static string? Missing => Reason.Value;

    /// <summary>PoCL 3.1 has no generic address space, and ILGPU asks for one, although all that it writes for NetDsl's
    /// kernels names its address spaces. Its optimizer takes longer than the tests themselves: off, unless the variable
    /// says otherwise.</summary>
    [ModuleInitializer]
    internal static void AdmitPocl()
    {
        if (!OperatingSystem.IsWindows())
            SetVariable("POCL_EXTRA_BUILD_FLAGS", "-cl-opt-disable", overwrite: 0);
        GpuDevices.BeforeOpening = found =>
        {
            const string pocl = "Portable Computing Language";
            if (found is CLDevice { Capabilities.GenericAddressSpace: false, PlatformName: pocl } device)
                SetGenericAddressSpace(device.Capabilities, true);
        };
    }

    private static string? Find()
    {
        var found = GpuDevices.List().Where(gpu => gpu.Device.Kind == DeviceKind.OpenCl).ToArray();
        return found is [{ Problem: null }, ..]
            ? null
            : "no OpenCL device: install PoCL (Debian: pocl-opencl-icd and ocl-icd-libopencl1)";
    }

    // drivers do not see what .NET sets
    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name,
        [MarshalAs(UnmanagedType.LPUTF8Str)] string value,
        int overwrite);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_GenericAddressSpace")]
    private static extern void SetGenericAddressSpace(CLCapabilityContext capabilities, bool value);
}
