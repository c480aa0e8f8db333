using System.Runtime.ExceptionServices;

namespace NetDsl;

/// <summary>Fills batches on threads of its own, a few ahead of training. Allocates nothing after its
/// constructor.</summary>
/// <remarks>
/// One epoch at a time: <see cref="Begin"/>, then <see cref="Take"/> and <see cref="Release"/> for each batch.
/// Batches come in order, and with the same content, whatever the timing and the number of threads.
/// </remarks>
internal sealed class BatchLoader : IDisposable
{
    private const int Ahead = 3;

    // what a thread fills at a time: several work on one batch, or the ring would have to be longer
    private const int ChunkSize = 16;

    private readonly object gate = new();
    private readonly ExampleSet examples;
    private readonly int batchSize;
    private readonly ulong seed;
    private readonly Slot[] ring = new Slot[Ahead];
    private readonly int[] order;
    private readonly Thread[] threads;

    // batches of the epoch: [taken … begun) are being filled or ready, those before taken are given back
    private int epoch;
    private int taken;
    private int begun;
    private int nextChunk;
    private int filling;
    private bool stopping;

    /// <param name="layout">Of the network that reads the batches; null: inputs stay as they are.</param>
    internal BatchLoader(
        ExampleSet examples, int batchSize, ulong seed, int threads = 1, ModelLayout? layout = null)
    {
        (this.examples, this.batchSize, this.seed) = (examples, batchSize, seed);
        Batches = (int)(((long)examples.Count + batchSize - 1) / batchSize);
        (taken, begun) = (Batches, Batches);
        order = new int[examples.Count];
        int room = Math.Min(batchSize, examples.Count);
        for (int i = 0; i < Ahead; i++)
        {
            ring[i] = new Slot(new Batch(
                room, examples.InputShape.Count, examples.TargetSize, examples.LabelColumns));
        }

        this.threads = new Thread[threads];
        for (int i = 0; i < threads; i++)
        {
            var reader = new InputReader(layout?.InputShape ?? examples.InputShape, layout?.Preparation);
            this.threads[i] = new Thread(() => Load(reader)) { IsBackground = true, Name = "NetDsl batch loader" };
            this.threads[i].Start();
        }
    }

    /// <summary>Batches of an epoch; the last may be smaller.</summary>
    internal int Batches { get; }

    /// <summary>As many threads as are worth it: one copies, several decode.</summary>
    internal static int ThreadsFor(ExampleSet examples) =>
        examples.DecodesOnRead ? Math.Clamp(Environment.ProcessorCount / 2, 1, 8) : 1;

    /// <summary>Starts filling an epoch's batches, in an order that follows from the seed and the epoch's number.
    /// The epoch before must have been taken to its end.</summary>
    /// <param name="firstBatch">The first to take: not 0 where a resumed run goes on in the middle.</param>
    internal void Begin(int epoch, int firstBatch)
    {
        lock (gate)
        {
            while (filling > 0)
            {
                Monitor.Wait(gate);
            }

            Shuffle.Permute(order, seed, epoch);
            this.epoch = epoch;
            (taken, begun, nextChunk) = (firstBatch, firstBatch, 0);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The next batch, once it is filled.</summary>
    /// <exception cref="DataException">An example of this batch cannot be read: of several, the first.</exception>
    internal Batch Take()
    {
        lock (gate)
        {
            Slot slot = ring[taken % Ahead];
            while (taken >= begun || slot.ChunksLeft > 0)
            {
                Monitor.Wait(gate);
            }

            slot.Failure?.Throw();
            return slot.Batch;
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

        Array.ForEach(threads, thread => thread.Join());
        Array.ForEach(ring, slot => slot.Batch.Dispose());
    }

    private void Load(InputReader reader)
    {
        while (Claim(out Slot? slot, out int batch, out int chunk))
        {
            ExceptionDispatchInfo? failure = null;
            try
            {
                Fill(reader, slot.Batch, batch, chunk * ChunkSize);
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }

            Finish(slot, chunk, failure);
        }
    }

    /// <summary>Waits for a chunk to fill.</summary>
    /// <returns>False at the end of all.</returns>
    private bool Claim([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Slot? slot, out int batch, out int chunk)
    {
        lock (gate)
        {
            while (!stopping && nextChunk == 0 && (begun == Batches || begun - taken >= Ahead))
            {
                Monitor.Wait(gate);
            }

            if (nextChunk == 0 && !stopping)
            {
                ring[begun % Ahead].Begin(Math.Min(batchSize, examples.Count - begun * batchSize));
                begun++;
            }

            (batch, chunk) = (begun - 1, nextChunk++);
            slot = stopping ? null : ring[batch % Ahead];
            if (slot is null)
            {
                return false;
            }

            filling++;
            nextChunk = nextChunk == slot.Chunks ? 0 : nextChunk;
            return true;
        }
    }

    private void Finish(Slot slot, int chunk, ExceptionDispatchInfo? failure)
    {
        lock (gate)
        {
            slot.ChunkDone(chunk, failure);
            filling--;
            if (slot.ChunksLeft == 0 || filling == 0)
            {
                Monitor.PulseAll(gate);
            }
        }
    }

    private void Fill(InputReader reader, Batch batch, int number, int first)
    {
        int end = Math.Min(first + ChunkSize, batch.Count);
        for (int i = first; i < end; i++)
        {
            int index = order[number * batchSize + i];
            Span<float> input = batch.Inputs.Slice(i * batch.InputSize, batch.InputSize);
            reader.ReadForTraining(examples, index, input, seed, epoch);
            for (int column = 0; column < batch.LabelColumns; column++)
            {
                batch.LabelsOf(column)[i] = examples.LabelAt(index, column);
            }

            if (examples.AreOwnTargets)
            {
                input.CopyTo(batch.Targets.Slice(i * batch.TargetSize, batch.TargetSize));
            }
            else if (batch.TargetSize > 0)
            {
                examples.CopyTarget(index, batch.Targets.Slice(i * batch.TargetSize, batch.TargetSize));
            }
        }
    }

    /// <summary>A batch of the ring and how far it is filled.</summary>
    private sealed class Slot(Batch batch)
    {
        private int failedChunk;

        internal Batch Batch => batch;

        internal int Chunks { get; private set; }

        internal int ChunksLeft { get; private set; }

        internal ExceptionDispatchInfo? Failure { get; private set; }

        internal void Begin(int count)
        {
            batch.Count = count;
            Chunks = ChunksLeft = (count + ChunkSize - 1) / ChunkSize;
            (Failure, failedChunk) = (null, int.MaxValue);
        }

        internal void ChunkDone(int chunk, ExceptionDispatchInfo? failure)
        {
            ChunksLeft--;
            if (failure is not null && chunk < failedChunk)
            {
                (Failure, failedChunk) = (failure, chunk);
            }
        }
    }
}
