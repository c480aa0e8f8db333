using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Where a thread stands in a kernel that strides over its items.</summary>
internal static class Threads
{
    /// <summary>The thread's first item.</summary>
    public static int First => Grid.IdxX * Group.DimX + Group.IdxX;

    /// <summary>From one item to the next: the threads of the whole grid.</summary>
    public static int Stride => Grid.DimX * Group.DimX;

    /// <summary>The first row of a kernel that strides over rows.</summary>
    public static int FirstRow => Grid.IdxY;

    /// <summary>From one row to the next.</summary>
    public static int RowStride => Grid.DimY;
}
