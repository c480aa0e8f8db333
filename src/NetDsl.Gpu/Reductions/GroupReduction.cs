using ILGPU;
using ILGPU.Algorithms;

namespace NetDsl.Gpu;

/// <summary>Reductions over the threads of a group, of any size, always in the same order. Every thread of the group
/// takes part and gets the result.</summary>
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

        return Take(shared);
    }

    /// <summary>Modulo 2³².</summary>
    public static uint Sum(uint value, ArrayView<uint> shared)
    {
        shared[Group.IdxX] = value;
        Group.Barrier();
        for (int active = Group.DimX; active > 1;)
        {
            int half = (active + 1) / 2;
            if (Group.IdxX + half < active)
                shared[Group.IdxX] += shared[Group.IdxX + half];
            Group.Barrier();
            active = half;
        }

        uint result = shared[0];
        Group.Barrier();
        return result;
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

        return Take(shared);
    }

    private static void Put(float value, ArrayView<float> shared)
    {
        shared[Group.IdxX] = value;
        Group.Barrier();
    }

    private static float Take(ArrayView<float> shared)
    {
        float result = shared[0];
        Group.Barrier();
        return result;
    }
}
