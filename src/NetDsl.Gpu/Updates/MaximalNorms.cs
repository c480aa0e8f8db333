using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Scales rows of weights whose norm is above their stretch's maximum down to it. A kernel behind the update,
/// and not a part of it: a barrier in an <c>if</c> is what OpenCL drivers get wrong.</summary>
/// <param name="finite">One value: 0 where the loss was not finite, and then nothing changes.</param>
internal readonly struct MaximalNorms(
    ArrayView<Stretch> stretches, ArrayView<float> parameters, ArrayView<float> finite) : IKernel
{
    private readonly ArrayView<Stretch> stretches = stretches;
    private readonly int count = (int)stretches.Length;
    private readonly ArrayView<float> parameters = parameters;
    private readonly ArrayView<float> finite = finite;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        int end = finite[0] == 0 ? 0 : count;
        for (int index = Grid.IdxX; index < end; index += Grid.DimX)
        {
            var stretch = stretches[index];

            // a stretch without a maximum has no rows
            int last = stretch.Row > 0 ? stretch.End : stretch.First;
            for (int row = stretch.First; row < last; row += stretch.Row)
                Constrain(row, stretch, shared);
        }
    }

    private void Constrain(int row, Stretch stretch, ArrayView<float> shared)
    {
        float squares = 0;
        for (int at = row + Group.IdxX; at < row + stretch.Row; at += Group.DimX)
            squares += parameters[at] * parameters[at];
        float norm = XMath.Sqrt(GroupReduction.Sum(squares, shared));

        // NaN for NaN
        float scale = norm > stretch.MaximalNorm ? stretch.MaximalNorm / norm : 1f;
        for (int at = row + Group.IdxX; at < row + stretch.Row; at += Group.DimX)
            parameters[at] *= scale;
    }
}
