namespace NetDsl.Cpu;

/// <summary>How an image's values become elements, of which there are six by six a tile.</summary>
internal unsafe interface IWinogradElements
{
    /// <summary>Rows, and columns, of pixels that a tile's elements follow from.</summary>
    static abstract int Side { get; }

    /// <summary>One dimension.</summary>
    static abstract void Transform<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}

/// <summary>Bᵀ d B of patches: what the windows of a tile see.</summary>
internal readonly unsafe struct WinogradPatches : IWinogradElements
{
    public static int Side => WinogradSizes.Patch;

    public static void Transform<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => WinogradTransform.Patch<TLanes, TVector>(from, fromStep, to, toStep);
}

/// <summary>A dz Aᵀ of tiles of the output's gradients.</summary>
internal readonly unsafe struct WinogradGradients : IWinogradElements
{
    public static int Side => WinogradSizes.Tile;

    public static void Transform<TLanes, TVector>(float* from, nint fromStep, float* to, nint toStep)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => WinogradTransform.TileGradient<TLanes, TVector>(from, fromStep, to, toStep);
}
