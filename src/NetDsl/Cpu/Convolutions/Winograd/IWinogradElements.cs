using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>How an image's values become elements, of which there are six by six a tile.</summary>
internal unsafe interface IWinogradElements
{
    /// <summary>Rows, and columns, of pixels that a tile's elements follow from.</summary>
    static abstract int Side { get; }

    /// <summary>A row of pixels of as many tiles as a vector has values: to six vectors.</summary>
    /// <param name="places">Where each tile's row begins.</param>
    static abstract void Row<TLanes, TVector>(float* pixels, int* places, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>A column of what has become of the rows.</summary>
    static abstract void Column<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>Bᵀ d B of patches: what the windows of a tile see.</summary>
internal readonly unsafe struct WinogradPatches : IWinogradElements
{
    public static int Side => WinogradSizes.Patch;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<TLanes, TVector>(float* pixels, int* places, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (x0, x1, x2, x3) = TLanes.LoadFours(pixels, places);
        var (x4, x5, _, _) = TLanes.LoadFours(pixels + WinogradSizes.Tile, places);
        WinogradTransform.Patch<TLanes, TVector>(x0, x1, x2, x3, x4, x5, to, toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Column<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => WinogradTransform.Patch<TLanes, TVector>(from, fromStep, to, toStep);
}

/// <summary>A dz Aᵀ of tiles of the output's gradients.</summary>
internal readonly unsafe struct WinogradGradients : IWinogradElements
{
    public static int Side => WinogradSizes.Tile;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Row<TLanes, TVector>(float* pixels, int* places, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        var (y0, y1, y2, y3) = TLanes.LoadFours(pixels, places);
        WinogradTransform.TileGradient<TLanes, TVector>(y0, y1, y2, y3, to, toStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Column<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => WinogradTransform.TileGradient<TLanes, TVector>(from, fromStep, to, toStep);
}
