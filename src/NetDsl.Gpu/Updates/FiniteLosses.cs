using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Writes 1 if all of the batch's losses are finite, else 0: updates ask it on the device, so that no step
/// waits for the host in its middle. One group.</summary>
internal readonly struct FiniteLosses(ArrayView<float> losses, ArrayView<float> finite, int count) : IKernel
{
    private readonly ArrayView<float> losses = losses;
    private readonly ArrayView<float> finite = finite;
    private readonly int count = count;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        float bad = 0;
        for (int index = Group.IdxX; index < count; index += Group.DimX)
        {
            if (!(XMath.Abs(losses[index]) <= float.MaxValue))
                bad = 1;
        }

        float any = GroupReduction.Maximum(bad, shared);
        if (Group.IdxX == 0)
            finite[0] = 1 - any;
    }
}
