namespace NetDsl.Cpu;

/// <summary>How the CPU device uses the machine; results are the same bits at any number of threads.</summary>
/// <param name="Threads">Threads that compute, the caller's among them; 0: one for each processor.</param>
/// <param name="Width">The vectors' width; null: the widest there is.</param>
public sealed record CpuOptions(int Threads = 0, SimdWidth? Width = null)
{
    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;

    internal SimdWidth WidthInUse => Width ?? SimdWidths.Widest;
}
