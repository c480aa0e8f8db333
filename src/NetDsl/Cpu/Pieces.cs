namespace NetDsl.Cpu;

/// <summary>Shares the values of a batch [examples, size] out among tasks of equally many, and each task's into pieces.
/// Which task a value belongs to does not depend on where the tensors lie.</summary>
internal readonly struct Pieces
{
    private readonly long count;
    private readonly long size;
    private readonly int countOfTask;

    /// <param name="tensors">All that the kernel reads and writes of the batch.</param>
    public Pieces(int examples, int size, int countOfTask, params ReadOnlySpan<TensorBuffer> tensors)
    {
        count = (long)examples * size;
        this.countOfTask = countOfTask;
        this.size = count;
        foreach (TensorBuffer tensor in tensors)
        {
            if (tensor.Stride != size)
            {
                this.size = size;
            }
        }
    }

    public int Tasks => (int)((count + countOfTask - 1) / countOfTask);

    /// <summary>A task's, in order.</summary>
    public Enumerable OfTask(int task)
    {
        long first = (long)task * countOfTask;
        return new Enumerable(size, first, Math.Min(count, first + countOfTask));
    }

    /// <summary>What <c>foreach</c> asks for.</summary>
    public readonly struct Enumerable(long size, long first, long end)
    {
        public Enumerator GetEnumerator() => new(size, first, end);
    }

    public struct Enumerator(long size, long next, long end)
    {
        public Piece Current { get; private set; }

        public bool MoveNext()
        {
            if (next >= end)
            {
                return false;
            }

            long example = next / size;
            long start = next - (example * size);
            int count = (int)Math.Min(end - next, size - start);
            Current = new Piece(next, (int)example, (nint)start, count);
            next += count;
            return true;
        }
    }
}
