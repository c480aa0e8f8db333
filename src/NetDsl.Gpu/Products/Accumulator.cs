namespace NetDsl.Gpu;

/// <summary>One thread's part of a product: 8 rows × 4 columns in 32 registers. A value, never indexed: ILGPU keeps
/// such structs in registers, while an indexed array would lie in memory.</summary>
internal readonly struct Accumulator(
    Float4 row0, Float4 row1, Float4 row2, Float4 row3, Float4 row4, Float4 row5, Float4 row6, Float4 row7)
{
    public const int Rows = 8;
    public const int Columns = 4;

    public readonly Float4 Row0 = row0;
    public readonly Float4 Row1 = row1;
    public readonly Float4 Row2 = row2;
    public readonly Float4 Row3 = row3;
    public readonly Float4 Row4 = row4;
    public readonly Float4 Row5 = row5;
    public readonly Float4 Row6 = row6;
    public readonly Float4 Row7 = row7;

    /// <summary>A row by its number, by selecting.</summary>
    public Float4 Row(int index) => index < 4
        ? Float4.Select(index < 2, Float4.Select(index < 1, Row0, Row1), Float4.Select(index < 3, Row2, Row3))
        : Float4.Select(index < 6, Float4.Select(index < 5, Row4, Row5), Float4.Select(index < 7, Row6, Row7));

    /// <summary>Adds the outer product of eight values of the left matrix and four of the right.</summary>
    public Accumulator Plus(Float4 upper, Float4 lower, Float4 right) => new(
        Row0.Plus(upper.X, right),
        Row1.Plus(upper.Y, right),
        Row2.Plus(upper.Z, right),
        Row3.Plus(upper.W, right),
        Row4.Plus(lower.X, right),
        Row5.Plus(lower.Y, right),
        Row6.Plus(lower.Z, right),
        Row7.Plus(lower.W, right));
}
