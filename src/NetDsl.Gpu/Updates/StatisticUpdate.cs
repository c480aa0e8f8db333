using ILGPU;

namespace NetDsl.Gpu;

/// <summary>running += momentum · (batch − running) for all running statistics.</summary>
/// <param name="momenta">One for each <see cref="StatisticTable.Block"/> floats.</param>
/// <param name="finite">One value: 0 where the loss was not finite, and then nothing changes.</param>
internal readonly struct StatisticUpdate(
    ArrayView<float> momenta, ArrayView<float> running, ArrayView<float> batch, ArrayView<float> finite, int count)
    : IKernel
{
    private readonly ArrayView<float> momenta = momenta;
    private readonly ArrayView<float> running = running;
    private readonly ArrayView<float> batch = batch;
    private readonly ArrayView<float> finite = finite;
    private readonly int count = count;

    public void Run()
    {
        if (finite[0] == 0)
            return;
        for (int index = Threads.First; index < count; index += Threads.Stride)
        {
            float old = running[index];
            running[index] = old + momenta[index / StatisticTable.Block] * (batch[index] - old);
        }
    }

    public static void Launch(Launcher launcher, Memory memory, ArrayView<float> finite)
    {
        int first = memory.Statistics.First;
        int count = memory.Statistics.Count;
        if (count == 0)
            return;
        var kernel = new StatisticUpdate(
            memory.StatisticMomenta,
            memory.Parameters.SubView(first, count),
            memory.Gradients.SubView(first, count),
            finite,
            count);
        launcher.LaunchOver(kernel, count);
    }
}
