using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>Launches matrix products: picks the tile and, for long sums, the parts.</summary>
internal static class Products
{
    private const int MinimalDepthOfPart = 512;
    private const int MaximalParts = 64;

    // tiles that share the device before a long sum need not be split
    private const int EnoughTiles = 256;

    /// <summary>One product over the whole depth.</summary>
    public static void Multiply<TLeft, TRight, TSink>(
        Launcher launcher, TLeft left, TRight right, TSink sink, int rows, int columns, int depth)
        where TLeft : struct, IMatrixSource
        where TRight : struct, IMatrixSource
        where TSink : struct, IMatrixSink
        => Launch(launcher, left, right, sink, rows, columns, depth, depth, parts: 1);

    /// <summary>A product [rows, columns] whose depth grows with the batch: summed in parts that depend on the sizes
    /// alone, then over the parts in order, so that results do not depend on the device's timing.</summary>
    /// <param name="adds">To what the output holds.</param>
    public static void MultiplyInParts<TLeft, TRight>(
        Launcher launcher,
        TLeft left,
        TRight right,
        ArrayView<float> output,
        int rows,
        int columns,
        int depth,
        bool adds = false)
        where TLeft : struct, IMatrixSource
        where TRight : struct, IMatrixSource
    {
        int tiles = Tiles<StandardTile>(rows, columns);
        int parts = Math.Clamp(Math.Min(EnoughTiles / tiles, depth / MinimalDepthOfPart), 1, MaximalParts);
        if (parts == 1)
        {
            Multiply(launcher, left, right, MatrixSink.Of(output, rows, columns, adds), rows, columns, depth);
            return;
        }

        const int strip = MatrixProduct<StandardTile, TLeft, TRight, MatrixSink>.StripDepth;
        int depthOfPart = Ceiling(Ceiling(depth, parts), strip) * strip;
        var sink = MatrixSink.Of(launcher.Scratch, rows, columns);
        Launch(launcher, left, right, sink, rows, columns, depth, depthOfPart, parts);
        launcher.LaunchOver(new PartSum(launcher.Scratch, output, rows * columns, parts, adds), rows * columns);
    }

    private static void Launch<TLeft, TRight, TSink>(
        Launcher launcher,
        TLeft left,
        TRight right,
        TSink sink,
        int rows,
        int columns,
        int depth,
        int depthOfPart,
        int parts)
        where TLeft : struct, IMatrixSource
        where TRight : struct, IMatrixSource
        where TSink : struct, IMatrixSink
    {
        if (rows <= FlatTile.RowCount)
        {
            Launch<FlatTile, TLeft, TRight, TSink>(
                launcher, left, right, sink, rows, columns, depth, depthOfPart, parts);
        }
        else if (Tiles<StandardTile>(rows, columns) * parts < 2 * launcher.Multiprocessors)
        {
            Launch<SmallTile, TLeft, TRight, TSink>(
                launcher, left, right, sink, rows, columns, depth, depthOfPart, parts);
        }
        else
        {
            Launch<StandardTile, TLeft, TRight, TSink>(
                launcher, left, right, sink, rows, columns, depth, depthOfPart, parts);
        }
    }

    /// <summary>One product with this tile.</summary>
    public static void Launch<TTile, TLeft, TRight, TSink>(
        Launcher launcher,
        TLeft left,
        TRight right,
        TSink sink,
        int rows,
        int columns,
        int depth,
        int depthOfPart,
        int parts)
        where TTile : struct, ITile
        where TLeft : struct, IMatrixSource
        where TRight : struct, IMatrixSource
        where TSink : struct, IMatrixSink
    {
        var product = new MatrixProduct<TTile, TLeft, TRight, TSink>(
            left, right, sink, rows, columns, depth, depthOfPart);
        var groups = new Index3D(Ceiling(columns, TTile.Columns), Ceiling(rows, TTile.Rows), parts);
        launcher.Launch(product, groups, TTile.Rows / Accumulator.Rows * (TTile.Columns / Accumulator.Columns));
    }

    private static int Tiles<TTile>(int rows, int columns)
        where TTile : struct, ITile => Ceiling(columns, TTile.Columns) * Ceiling(rows, TTile.Rows);

    private static int Ceiling(int dividend, int divisor) => (dividend + divisor - 1) / divisor;
}
