namespace NetDsl.Gpu.Tests;

public sealed class MatrixProductTests
{
    private const int Rows = 70;
    private const int Columns = 131;
    private const int Depth = 40;

    [Fact]
    public void Tiles_and_group_sizes_do_not_change_a_bit()
    {
        float[] expected = Run<StandardTile>(groupSize: 2);
        Assert.Equal(expected, Run<StandardTile>(groupSize: 7));
        Assert.Equal(expected, Run<FlatTile>(groupSize: 2));
        Assert.Equal(expected, Run<SmallTile>(groupSize: 1));
        Assert.Equal(expected, Run<SmallTile>(groupSize: 16));
        Values.Equal(Naive(), expected);
    }

    [Fact]
    public void Parts_of_the_depth_sum_to_the_whole()
    {
        const int depth = 1_300;
        float[] left = Values.Random(1, 3 * depth);
        float[] right = Values.Random(2, 5 * depth);
        var expected = new double[3 * 5];
        for (int k = 0; k < depth; k++)
        {
            for (int i = 0; i < expected.Length; i++)
                expected[i] += (double)left[k * 3 + i / 5] * right[k * 5 + i % 5];
        }

        using var rig = new Rig(groupSize: 2, batch: 1);
        var output = rig.Empty(expected.Length);
        Products.MultiplyInParts(
            rig.Step.Launcher,
            ColumnMajor.Of(rig.UploadParameter(left), outer: 3),
            ColumnMajor.Of(rig.UploadParameter(right), outer: 5),
            output.View,
            rows: 3,
            columns: 5,
            depth);
        Values.Equal(expected, rig.Download(output));

        Products.MultiplyInParts(
            rig.Step.Launcher,
            ColumnMajor.Of(rig.UploadParameter(left), outer: 3),
            ColumnMajor.Of(rig.UploadParameter(right), outer: 5),
            output.View,
            rows: 3,
            columns: 5,
            depth,
            adds: true);
        Values.Equal([.. expected.Select(value => 2 * value)], rig.Download(output));
    }

    private static float[] Run<TTile>(int groupSize)
        where TTile : struct, ITile
    {
        using var rig = new Rig(groupSize, batch: 1);
        var output = rig.Empty(Rows * Columns);
        Products.Launch<TTile, RowMajor, RowMajor, MatrixSink>(
            rig.Step.Launcher,
            RowMajor.Of(rig.UploadParameter(Values.Random(1, Rows * Depth)), Depth),
            RowMajor.Of(rig.UploadParameter(Values.Random(2, Columns * Depth)), Depth),
            MatrixSink.Of(output.View, Rows, Columns),
            Rows,
            Columns,
            Depth,
            Depth,
            parts: 1);
        return rig.Download(output);
    }

    private static double[] Naive()
    {
        float[] left = Values.Random(1, Rows * Depth);
        float[] right = Values.Random(2, Columns * Depth);
        var product = new double[Rows * Columns];
        for (int i = 0; i < product.Length; i++)
        {
            for (int k = 0; k < Depth; k++)
                product[i] += (double)left[i / Columns * Depth + k] * right[i % Columns * Depth + k];
        }

        return product;
    }
}
