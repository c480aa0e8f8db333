using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>sum[i] = Σ over parts, in their order, of part[i]; or += that.</summary>
internal readonly unsafe struct SumPartsKernel(
    float* part, int parts, int stride, float* sum, int count, bool adds = false) : IKernel
{
    private const int CountOfTask = 16_384;

    public int Tasks => (count + CountOfTask - 1) / CountOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * CountOfTask;
        int size = Math.Min(CountOfTask, count - first);
        if (!adds)
        {
            new Span<float>(part + first, size).CopyTo(new Span<float>(sum + first, size));
        }

        for (int i = adds ? 0 : 1; i < parts; i++)
        {
            Elementwise.Add<TLanes, TVector>(sum + first, part + ((nint)i * stride) + first, size);
        }
    }
}
