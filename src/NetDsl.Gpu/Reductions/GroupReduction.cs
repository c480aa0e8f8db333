using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Reductions over the threads of a group, of any size, always in the same order. Every thread of the group
/// takes part and gets the result.</summary>
/// <remarks>Each begins with a barrier, behind which the shared memory is free of the reduction before it; none ends
/// with one. ILGPU 1.5.3 moves a load that decides a branch to the end of its block, behind a store or a barrier that
/// follows it there: the result of a reduction that a kernel branches on would be read when another thread may have
/// begun the next.</remarks>
internal static class GroupReduction
{
    /// <summary>Threads of a group that there is room for.</summary>
    public const int MaximalGroupSize = 256;

    public static float Sum(float value, ArrayView<float> shared)
    {
        Put(value, shared);
        for (int active = Group.DimX; active > 1;)
        {
            int half = (active + 1) / 2;
            if (Group.IdxX + half < active)
                shared[Group.IdxX] += shared[Group.IdxX + half];
            Group.Barrier();
            active = half;
        }

        return shared[0];
    }

    /// <summary>Modulo 2³².</summary>
    public static uint Sum(uint value, ArrayView<uint> shared)
    {
        Put(value, shared);
        for (int active = Group.DimX; active > 1;)
        {
            int half = (active + 1) / 2;
            if (Group.IdxX + half < active)
                shared[Group.IdxX] += shared[Group.IdxX + half];
            Group.Barrier();
            active = half;
        }

        return shared[0];
    }

    public static float Maximum(float value, ArrayView<float> shared)
    {
        Put(value, shared);
        for (int active = Group.DimX; active > 1;)
        {
            int half = (active + 1) / 2;
            if (Group.IdxX + half < active)
                shared[Group.IdxX] = XMath.Max(shared[Group.IdxX], shared[Group.IdxX + half]);
            Group.Barrier();
            active = half;
        }

        return shared[0];
    }

    private static void Put<T>(T value, ArrayView<T> shared)
        where T : unmanaged
    {
        Group.Barrier();
        shared[Group.IdxX] = value;
        Group.Barrier();
    }
}
