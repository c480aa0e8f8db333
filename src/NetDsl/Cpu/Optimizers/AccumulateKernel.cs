using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>accumulated += weight · gradients; the first batch's overwrite what was there.</summary>
/// <param name="weight">The batch's examples.</param>
internal readonly unsafe struct AccumulateKernel(
    float* accumulated, float* gradients, float weight, bool first, int count) : IKernel
{
    private const int CountOfTask = 16_384;

    public int Tasks => (count + CountOfTask - 1) / CountOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int i = task * CountOfTask;
        int end = Math.Min(count, i + CountOfTask);
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            Step<TLanes, TVector>(i);
        }

        for (; i < end; i++)
        {
            Step<LanesScalar, float>(i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(int i)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector before = first ? TLanes.Broadcast(0) : TLanes.Load(accumulated + i);
        TLanes.Store(
            accumulated + i, TLanes.MultiplyAdd(TLanes.Broadcast(weight), TLanes.Load(gradients + i), before));
    }
}
