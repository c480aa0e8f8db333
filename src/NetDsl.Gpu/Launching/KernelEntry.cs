namespace NetDsl.Gpu;

/// <summary>The one entry point of every kernel.</summary>
internal static class KernelEntry
{
    public static void Run<TKernel>(TKernel kernel)
        where TKernel : struct, IKernel => kernel.Run();
}
