namespace NetDsl.Gpu;

/// <summary>The part of a product that one group computes. Sizes do not change results: each value is the sum of the
/// same terms in the same order.</summary>
internal interface ITile
{
    /// <summary>Rows; a multiple of <see cref="Accumulator.Rows"/>.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns; a multiple of <see cref="Accumulator.Columns"/>.</summary>
    static abstract int Columns { get; }
}

/// <summary>64×128: 256 threads.</summary>
internal readonly struct StandardTile : ITile
{
    public const int RowCount = 64;
    public const int ColumnCount = 128;

    public static int Rows => RowCount;

    public static int Columns => ColumnCount;
}

/// <summary>16×256, for convolutions of few filters: 128 threads.</summary>
internal readonly struct FlatTile : ITile
{
    public const int RowCount = 16;

    public static int Rows => RowCount;

    public static int Columns => 256;
}

/// <summary>32×64, for products too small to fill the device with larger tiles: 64 threads.</summary>
internal readonly struct SmallTile : ITile
{
    public static int Rows => 32;

    public static int Columns => 64;
}
