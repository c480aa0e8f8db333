using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace NetDsl.Benchmarks.Libtorch;

/// <summary>Makes libtorch load, on systems older than TorchSharp was built for too.</summary>
internal static partial class LibtorchLoader
{
    // TorchSharp's own library is built with GCC 13, whose <iostream> asks for one symbol of this version only to bind
    // the file to a new enough libstdc++; no relocation uses it. Debian 12 and its like have GCC 12's libstdc++, and
    // there the loader refuses the file, which TorchSharp reports as a missing package reference.
    private const string NeededVersion = "GLIBCXX_3.4.32";

    // else it writes a warning at each convolution of few images where NNPACK does not know the processor
    private const string LogLevel = "TORCH_CPP_LOG_LEVEL";
    private const string ErrorsOnly = "ERROR";

    /// <summary>Makes it load in another program, published into this folder.</summary>
    public static void LetLoadIn(string folder)
    {
        if (OperatingSystem.IsLinux())
        {
            ElfVersionNeeds.MakeWeak(Path.Combine(folder, "libLibTorchSharp.so"), NeededVersion);
        }
    }

    /// <summary>What a program with libtorch is started with.</summary>
    public static void Quieten(ProcessStartInfo start) => start.Environment[LogLevel] = ErrorsOnly;

    /// <summary>Loads libtorch and gives it so many threads. Call it before anything else of TorchSharp.</summary>
    /// <exception cref="PlatformNotSupportedException">There is none for this system, or it does not load.</exception>
    public static void Load(int threads)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _ = SetVariable(LogLevel, ErrorsOnly, 1);
                LoadNative(Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so"));
            }

            Start(threads);
        }
        catch (Exception failure) when (failure is DllNotFoundException or NotSupportedException
            or TypeInitializationException)
        {
            throw new PlatformNotSupportedException(
                $"libtorch does not load, so there is nothing to compare with: {failure.Message.Trim()}", failure);
        }
    }

    private static void LoadNative(string path)
    {
        try
        {
            NativeLibrary.Load(path);
        }
        catch (DllNotFoundException failure) when (failure.Message.Contains(NeededVersion, StringComparison.Ordinal))
        {
            ElfVersionNeeds.MakeWeak(path, NeededVersion);
            NativeLibrary.Load(path);
        }
    }

    // .NET's own variables are not the C library's
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrites);

    // Apart, so that no TorchSharp type is touched before the library is loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Start(int threads)
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        torch.set_num_interop_threads(1);
        torch.set_num_threads(threads);
    }
}
