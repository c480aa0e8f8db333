using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>An opened device with the compiler that serves it.</summary>
internal sealed class GpuDevice(Context context, Accelerator accelerator, string description) : IDisposable
{
    public Accelerator Accelerator => accelerator;

    /// <summary>The device in words.</summary>
    public string Description => description;

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

    public void Dispose()
    {
        accelerator.Dispose();
        context.Dispose();
    }
}
