using System.Collections.Concurrent;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NetDsl.Gpu;

/// <summary>An opened device with the compiler that serves it, and the kernels that it has compiled: all models on the
/// device share them.</summary>
internal sealed class GpuDevice(Context context, Accelerator accelerator, string description) : IDisposable
{
    private readonly ConcurrentDictionary<Type, Lazy<Delegate>> kernels = [];
    private readonly LauncherAssembly launchers = new(context);

    public Accelerator Accelerator => accelerator;

    /// <summary>The device in words.</summary>
    public string Description => description;

    /// <summary>Bytes that one more buffer can have, where the tests say so.</summary>
    internal long? Limit { get; set; }

    /// <summary>Bytes that one more buffer can have: CUDA's free memory, the largest buffer that an OpenCL driver
    /// allows, all there is on ILGPU's CPU accelerator.</summary>
    public long FreeMemory => Limit ?? accelerator switch
    {
        CudaAccelerator cuda => cuda.GetFreeMemory(),
        CLAccelerator openCl => CLAPI.CurrentAPI.GetDeviceInfo<long>(
            openCl.DeviceId, CLDeviceInfoType.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
        _ => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
    };

    /// <summary>Memory for so many values.</summary>
    /// <param name="what">What needs it: the start of the message.</param>
    /// <param name="advice">What to do, from the bytes that there are: its end.</param>
    /// <exception cref="DeviceException">There is not enough.</exception>
    public MemoryBuffer1D<float, Stride1D.Dense> Allocate(long floats, string what, Func<long, string> advice)
    {
        long free = FreeMemory;
        if (floats * sizeof(float) > free)
        {
            // what nobody disposed of counts until the garbage collector has found it
            GC.Collect();
            GC.WaitForPendingFinalizers();
            free = FreeMemory;
        }

        if (floats * sizeof(float) <= free)
        {
            try
            {
                return accelerator.Allocate1D<float>(floats);
            }
            catch (Exception exception) when (exception is AcceleratorException or OutOfMemoryException)
            {
                throw Lacking(exception);
            }
        }

        throw Lacking(null);

        DeviceException Lacking(Exception? cause)
        {
            string message = $"{what} needs {Bytes.InWords(floats * sizeof(float))} on {description}, "
                + $"where {Bytes.InWords(free)} can be allocated. {advice(free)}";
            return cause is null ? new DeviceException(message) : new DeviceException(message, cause);
        }
    }

    /// <summary>ILGPU's compiler as all kernels need it: everything inlined; no fast math, whose tanh does not
    /// assemble.</summary>
    public static Context CreateContext(Action<Context.Builder> configure) => Context.Create(builder =>
    {
        builder
            .Optimize(OptimizationLevel.O2)
            .Inlining(InliningMode.Aggressive)
            .Math(MathMode.Default)
            .EnableAlgorithms();
        configure(builder);
    });

    /// <summary>The kernel, compiled when it is first asked for.</summary>
    public Action<AcceleratorStream, KernelConfig, TKernel> Kernel<TKernel>()
        where TKernel : struct, IKernel
    {
        var kernel = kernels.GetOrAdd(typeof(TKernel), _ => new Lazy<Delegate>(Load<TKernel>));
        return (Action<AcceleratorStream, KernelConfig, TKernel>)kernel.Value;
    }

    public void Dispose()
    {
        accelerator.Dispose();
        context.Dispose();
    }

    private Delegate Load<TKernel>()
        where TKernel : struct, IKernel
    {
        launchers.Open(typeof(TKernel));
        return accelerator.LoadKernel<TKernel>(KernelEntry.Run);
    }
}
