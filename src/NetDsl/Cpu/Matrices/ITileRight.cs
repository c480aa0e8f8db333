namespace NetDsl.Cpu;

/// <summary>How a tile's loop reads its right factor.</summary>
internal interface ITileRight
{
    /// <summary>Vectors of a depth.</summary>
    static abstract int Vectors { get; }

    static abstract bool IsToBePacked { get; }
}

internal readonly struct PackedRight : ITileRight
{
    public static int Vectors => ITileLoop.Vectors;

    public static bool IsToBePacked => false;
}

internal readonly struct PackedTwoRight : ITileRight
{
    public static int Vectors => 2;

    public static bool IsToBePacked => false;
}

internal readonly struct UnpackedRight : ITileRight
{
    public static int Vectors => ITileLoop.Vectors;

    public static bool IsToBePacked => true;
}
