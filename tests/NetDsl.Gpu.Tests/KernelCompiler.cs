using ILGPU;
using ILGPU.Backends;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace NetDsl.Gpu.Tests;

/// <summary>What ILGPU's compiler makes of kernels for GPUs, on a machine without one.</summary>
internal sealed class KernelCompiler(Func<Context, Backend> open) : IDisposable
{
    private Context? context;
    private Backend? backend;

    public static KernelCompiler Ptx() => new(
        context => new PTXBackend(context, CudaArchitecture.SM_90, CudaInstructionSet.ISA_78, null!));

    public static KernelCompiler OpenCl() => new(context => new CLBackend(
        context,
        new CLCapabilityContext(
            float16: false, float64: true, genericAddressSpace: true, int64_Atomics: true, subGroups: false),
        CLDeviceVendor.Other,
        CLBackend.MinimumVersion));

    /// <summary>A kernel's PTX or OpenCL.</summary>
    public string Compile(Type kernel)
    {
        context ??= GpuDevice.CreateContext(_ => { });
        backend ??= open(context);
        var entry = typeof(KernelEntry).GetMethod(nameof(KernelEntry.Run))!.MakeGenericMethod(kernel);
        try
        {
            return backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(entry), KernelSpecialization.Empty)
                switch
            {
                PTXCompiledKernel ptx => ptx.PTXAssembly,
                CLCompiledKernel openCl => openCl.Source,
                var other => throw new NotSupportedException(other.GetType().Name),
            };
        }
        catch
        {
            // one failed compilation spoils a context
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        backend?.Dispose();
        context?.Dispose();
        (backend, context) = (null, null);
    }
}
