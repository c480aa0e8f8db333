using ILGPU;

namespace NetDsl.Gpu;

/// <summary>
/// [rows, depth] × [depth, columns], a tile for each group: strips of both factors go through shared memory, and each
/// thread sums 8×4 values in registers. Right for any sizes and any group size: a group with fewer threads than the
/// tile has 8×4 blocks makes several passes. Groups along Z each sum a part of the depth.
/// </summary>
internal readonly struct MatrixProduct<TTile, TLeft, TRight, TSink>(
    TLeft left, TRight right, TSink sink, int rows, int columns, int depth, int depthOfPart) : IKernel
    where TTile : struct, ITile
    where TLeft : struct, IMatrixSource
    where TRight : struct, IMatrixSource
    where TSink : struct, IMatrixSink
{
    public const int StripDepth = 16;

    private readonly int rows = rows;
    private readonly int columns = columns;
    private readonly int depth = depth;
    private readonly int depthOfPart = depthOfPart;
    private readonly TLeft left = left;
    private readonly TRight right = right;
    private readonly TSink sink = sink;

    // one quad of padding a line: transposing stores of neighbouring threads then hit different banks
    private static int LeftQuads => TTile.Rows / 4 + 1;

    private static int RightQuads => TTile.Columns / 4 + 1;

    public void Run()
    {
        var leftStrip = SharedMemory.Allocate<Float4>(StripDepth * LeftQuads);
        var rightStrip = SharedMemory.Allocate<Float4>(StripDepth * RightQuads);
        int firstRow = Grid.IdxY * TTile.Rows;
        int firstColumn = Grid.IdxX * TTile.Columns;
        int start = Grid.IdxZ * depthOfPart;
        int end = IntrinsicMath.Min(depth, start + depthOfPart);

        // blocks that hold values of the product: at its edges fewer than the tile has
        int across = Blocks(columns - firstColumn, TTile.Columns, Accumulator.Columns);
        int blocks = Blocks(rows - firstRow, TTile.Rows, Accumulator.Rows) * across;

        // all threads make the same passes, which keeps the barriers together
        for (int pass = 0; pass < blocks; pass += Group.DimX)
        {
            int block = pass + Group.IdxX;
            bool active = block < blocks;
            int row = active ? block / across : 0;
            int column = active ? block % across : 0;
            var sum = default(Accumulator);
            for (int strip = start; strip < end; strip += StripDepth)
            {
                Strip<TLeft>.Fill(leftStrip, TTile.Rows, left, firstRow, strip, rows, end);
                Strip<TRight>.Fill(rightStrip, TTile.Columns, right, firstColumn, strip, columns, end);
                Group.Barrier();
                for (int k = 0; k < StripDepth; k += 4)
                {
                    sum = Step(sum, leftStrip, rightStrip, k, row, column);
                    sum = Step(sum, leftStrip, rightStrip, k + 1, row, column);
                    sum = Step(sum, leftStrip, rightStrip, k + 2, row, column);
                    sum = Step(sum, leftStrip, rightStrip, k + 3, row, column);
                }

                Group.Barrier();
            }

            if (active)
                Store(sum, firstRow + row * Accumulator.Rows, firstColumn + column * Accumulator.Columns);
        }
    }

    private static int Blocks(int values, int tile, int block) => (IntrinsicMath.Min(values, tile) + block - 1) / block;

    private static Accumulator Step(
        Accumulator sum, ArrayView<Float4> left, ArrayView<Float4> right, int k, int row, int column)
    {
        int quad = k * LeftQuads + row * 2;
        return sum.Plus(left[quad], left[quad + 1], right[k * RightQuads + column]);
    }

    // a loop, although it must select the row's registers: bias, residual, activation and layout stand once in the
    // code, not eight times, and the kernel is compiled in half the time
    private void Store(Accumulator sum, int row, int column)
    {
        int count = IntrinsicMath.Min(rows - row, Accumulator.Rows);
        for (int index = 0; index < count; index++)
            sink.Store(row + index, column, sum.Row(index), columns);
    }
}
