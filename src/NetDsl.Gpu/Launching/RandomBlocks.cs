namespace NetDsl.Gpu;

/// <summary>Blocks of four random numbers, counted through a whole batch [examples, size], for kernels that go through
/// it by rows: a block that lies across the end of a row is drawn for both.</summary>
internal static class RandomBlocks
{
    /// <summary>Numbers of a block.</summary>
    public const int Size = 4;

    /// <summary>The rows in blocks, to launch over.</summary>
    public static BatchRows Of(BatchRows rows) => rows.InBlocks(Size);

    /// <summary>The thread's first block of a row.</summary>
    public static int First(BatchRows rows, int row) => (row * rows.Length >> 2) + Threads.First;

    /// <summary>Behind the row's last block.</summary>
    public static int End(BatchRows rows, int row) => ((row + 1) * rows.Length + Size - 1) >> 2;
}
