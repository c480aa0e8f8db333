using System.Runtime.ExceptionServices;

namespace NetDsl;

/// <summary>Fills batches on a thread of its own, a few ahead of training. Allocates nothing after its
/// constructor.</summary>
/// <remarks>
/// One epoch at a time: <see cref="Begin"/>, then <see cref="Take"/> and <see cref="Release"/> for each batch.
/// Batches come in order whatever the timing.
/// </remarks>
internal sealed class BatchLoader : IDisposable
{
    private const int Ahead = 3;
    private readonly object gate = new();
    private readonly ExampleSet examples;
    private readonly int batchSize;
    private readonly ulong seed;
    private readonly Batch[] ring = new Batch[Ahead];
    private readonly int[] order;
    private readonly Thread thread;

    // batches of the epoch: [taken … filled) are ready, those before taken are given back
    private int epoch = -1;
    private int filled;
    private int taken;
    private bool begun;
    private bool stopping;
    private ExceptionDispatchInfo? failure;

    internal BatchLoader(ExampleSet examples, int batchSize, ulong seed)
    {
        (this.examples, this.batchSize, this.seed) = (examples, batchSize, seed);
        Batches = (int)(((long)examples.Count + batchSize - 1) / batchSize);
        order = new int[examples.Count];
        int room = Math.Min(batchSize, examples.Count);
        for (int i = 0; i < Ahead; i++)
        {
            ring[i] = new Batch(room, examples.InputShape.Count, examples.TargetSize);
        }

        thread = new Thread(Load) { IsBackground = true, Name = "NetDsl batch loader" };
        thread.Start();
    }

    /// <summary>Batches of an epoch; the last may be smaller.</summary>
    internal int Batches { get; }

    /// <summary>Starts filling an epoch's batches, in an order that follows from the seed and the epoch's number.
    /// The epoch before must have been taken to its end.</summary>
    /// <param name="firstBatch">The first to take: not 0 where a resumed run goes on in the middle.</param>
    internal void Begin(int epoch, int firstBatch)
    {
        lock (gate)
        {
            // the loader filled the last epoch's last batch, but may not have come to rest yet
            while (begun && failure is null)
            {
                Monitor.Wait(gate);
            }

            (this.epoch, filled, taken, begun) = (epoch, firstBatch, firstBatch, true);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The next batch, once it is filled.</summary>
    internal Batch Take()
    {
        lock (gate)
        {
            while (filled <= taken && failure is null)
            {
                Monitor.Wait(gate);
            }

            failure?.Throw();
            return ring[taken % Ahead];
        }
    }

    /// <summary>Gives back the batch last taken, to be filled anew.</summary>
    internal void Release()
    {
        lock (gate)
        {
            taken++;
            Monitor.PulseAll(gate);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.PulseAll(gate);
        }

        thread.Join();
        foreach (Batch batch in ring)
        {
            batch.Dispose();
        }
    }

    private void Load()
    {
        try
        {
            while (WaitForEpoch() is int epoch and >= 0)
            {
                Shuffle.Permute(order, seed, epoch);
                while (WaitForRoom() is int batch and >= 0)
                {
                    Fill(ring[batch % Ahead], batch);
                    lock (gate)
                    {
                        filled = batch + 1;
                        Monitor.PulseAll(gate);
                    }
                }
            }
        }
        catch (Exception exception)
        {
            lock (gate)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                Monitor.PulseAll(gate);
            }
        }
    }

    private int WaitForEpoch()
    {
        lock (gate)
        {
            while (!begun && !stopping)
            {
                Monitor.Wait(gate);
            }

            return stopping ? -1 : epoch;
        }
    }

    /// <summary>The next batch to fill, once there is room for it; −1 at the epoch's end.</summary>
    private int WaitForRoom()
    {
        lock (gate)
        {
            while (!stopping && filled < Batches && filled - taken >= Ahead)
            {
                Monitor.Wait(gate);
            }

            if (!stopping && filled < Batches)
            {
                return filled;
            }

            begun = false;
            Monitor.PulseAll(gate);
            return -1;
        }
    }

    private void Fill(Batch batch, int number)
    {
        int start = number * batchSize;
        batch.Count = Math.Min(batchSize, examples.Count - start);
        for (int i = 0; i < batch.Count; i++)
        {
            int index = order[start + i];
            examples.CopyInput(index, batch.Inputs.Slice(i * batch.InputSize, batch.InputSize));
            if (batch.TargetSize == 0)
            {
                batch.Labels[i] = examples.Label(index);
            }
            else
            {
                examples.CopyTarget(index, batch.Targets.Slice(i * batch.TargetSize, batch.TargetSize));
            }
        }
    }
}
