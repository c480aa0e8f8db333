using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ILGPU;

namespace NetDsl.Gpu;

/// <summary>The drivers' libraries. ILGPU asks for <c>libcuda.so</c> and <c>libOpenCL.so</c>, names that only
/// development packages and toolkits install: where those are missing, the drivers' own names are taken.</summary>
internal sealed class NativeLibraries
{
    private static readonly NativeLibraries Cuda = new("cuda", "libcuda.so.1", "libcuda.so", "nvcuda");
    private static readonly NativeLibraries OpenCl = new("OpenCL", "libOpenCL.so.1", "libOpenCL.so", "OpenCL");

    private static int registered;
    private readonly string name;
    private readonly string[] files;

    private NativeLibraries(string name, params string[] files) => (this.name, this.files) = (name, files);

    /// <summary>The libraries of a kind's driver.</summary>
    public static NativeLibraries Of(DeviceKind kind) => kind == DeviceKind.Cuda ? Cuda : OpenCl;

    /// <summary>The library is on this machine.</summary>
    public bool CanLoad => Load() != 0;

    /// <summary>Tells the runtime once where to look when ILGPU's own name is not found.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref registered, 1) == 1)
            return;
        var loadContext = AssemblyLoadContext.GetLoadContext(typeof(Context).Assembly) ?? AssemblyLoadContext.Default;
        loadContext.ResolvingUnmanagedDll += (_, wanted) => Resolve(wanted);
    }

    /// <summary>What was looked for and found, as part of a sentence.</summary>
    public string State() => CanLoad
        ? $"the driver's library ({name}) is there, but it reports no device"
        : $"none of the driver's libraries {string.Join(", ", files)} is installed";

    private static nint Resolve(string wanted)
        => wanted == Cuda.name ? Cuda.Load() : wanted == OpenCl.name ? OpenCl.Load() : 0;

    // loaded libraries stay: a second load only counts up
    private nint Load()
    {
        foreach (string file in files)
        {
            if (NativeLibrary.TryLoad(file, out nint library))
                return library;
        }

        return 0;
    }
}
