namespace NetDsl.Gpu;

/// <summary>Where a product goes, and what becomes of it on the way: bias, activation, another layout.</summary>
internal interface IMatrixSink
{
    /// <summary>Takes four values of one row; those at <paramref name="columns"/> and beyond do not exist.</summary>
    void Store(int row, int column, Float4 values, int columns);
}
