using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace NetDsl.Cpu;

/// <summary>
/// Threads that share out a job's tasks with the caller, without allocation or locks. Each begins with a range of its own,
/// and then helps the others: as the tasks of one job and of the next are about the same examples, a thread finds in its
/// caches what it wrote, which counts where caches are apart. Which thread runs a task is left to chance all the same, so a
/// task must write only what is its own: then results do not depend on the number of threads.
/// </summary>
internal sealed unsafe class ThreadTeam : IDisposable
{
    /// <summary>Some 50 µs: longer than the pause between two kernels of a step.</summary>
    private const int SpinsBeforeSleep = 2_000;

    /// <summary>Integers from one thread's next task to another's: a pair of cache lines.</summary>
    private const int NextStride = 32;

    private readonly Thread[] threads;
    private readonly Sleeper[] sleepers;
    private readonly int* next;
    private Counters counters;
    private void* job;
    private delegate*<void*, int, int, void> execute;
    private int tasks;
    private ExceptionDispatchInfo? failure;

    /// <summary>A team of <paramref name="size"/>, the caller's thread among them.</summary>
    public ThreadTeam(int size)
    {
        Size = size;
        next = (int*)NativeMemory.AlignedAlloc((nuint)(size * NextStride * sizeof(int)), NextStride * sizeof(int));
        sleepers = [.. Enumerable.Range(0, size - 1).Select(_ => new Sleeper())];
        threads = [.. Enumerable.Range(1, size - 1).Select(worker => new Thread(() => Work(worker))
        {
            IsBackground = true,
            Name = $"NetDsl {worker}",
        })];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }
    }

    /// <summary>Threads, the caller's among them.</summary>
    public int Size { get; }

    /// <summary>Work below this many multiply-adds is done sooner than another thread is told of it.</summary>
    public long SmallWork { get; set; } = 100_000;

    /// <summary>Runs tasks 0 … <paramref name="count"/> − 1 and returns when all are done.</summary>
    /// <param name="cost">Multiply-adds or the like, of all tasks together: small work stays on the caller's
    /// thread.</param>
    public void Run<TJob>(ref TJob work, int count, long cost)
        where TJob : struct, IJob
    {
        if (Size == 1 || count <= 1 || cost < SmallWork)
        {
            for (int task = 0; task < count; task++)
            {
                work.Execute(task, 0);
            }

            return;
        }

        // the job lives on the caller's stack, which stays until the last worker has left it
        job = Unsafe.AsPointer(ref work);
        execute = &Execute<TJob>;
        tasks = count;
        failure = null;
        for (int worker = 0; worker < Size; worker++)
        {
            next[worker * NextStride] = Start(worker);
        }

        Interlocked.Exchange(ref counters.Open, 1);
        Interlocked.Increment(ref counters.Generation);
        foreach (Sleeper sleeper in sleepers)
        {
            sleeper.Wake();
        }

        try
        {
            TakeTasks(0);
        }
        finally
        {
            Close();
        }

        if (failure is { } thrown)
        {
            failure = null;
            thrown.Throw();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Volatile.Write(ref counters.Stopped, 1);
        Interlocked.Increment(ref counters.Generation);
        foreach (Sleeper sleeper in sleepers)
        {
            sleeper.Wake();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        NativeMemory.AlignedFree(next);
    }

    private static void Execute<TJob>(void* job, int task, int worker)
        where TJob : struct, IJob => Unsafe.AsRef<TJob>(job).Execute(task, worker);

    /// <summary>The first task of a thread's range.</summary>
    private int Start(int worker) => (int)((long)tasks * worker / Size);

    private void TakeTasks(int worker)
    {
        for (int i = 0; i < Size; i++)
        {
            int owner = (worker + i) % Size;
            int end = Start(owner + 1);
            int task;
            while ((task = Interlocked.Increment(ref next[owner * NextStride]) - 1) < end)
            {
                execute(job, task, worker);
            }
        }
    }

    /// <summary>Lets no more workers in and waits for those inside. A worker that slept through a job is not waited
    /// for.</summary>
    private void Close()
    {
        Interlocked.Exchange(ref counters.Open, 0);
        for (int spins = 0; Volatile.Read(ref counters.Inside) != 0; spins++)
        {
            if (spins < SpinsBeforeSleep)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private void Work(int worker)
    {
        Sleeper sleeper = sleepers[worker - 1];
        int seen = 0;
        while (true)
        {
            seen = Await(sleeper, seen);
            if (Volatile.Read(ref counters.Stopped) != 0)
            {
                return;
            }

            // announce first, then look: the caller closes first, then looks
            Interlocked.Increment(ref counters.Inside);
            if (Volatile.Read(ref counters.Open) != 0)
            {
                TakeTasksAndCatch(worker);
            }

            Interlocked.Decrement(ref counters.Inside);
        }
    }

    private void TakeTasksAndCatch(int worker)
    {
        try
        {
            TakeTasks(worker);
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
        }
    }

    private int Await(Sleeper sleeper, int seen)
    {
        int spins = 0;
        int generation;
        while ((generation = Volatile.Read(ref counters.Generation)) == seen)
        {
            if (spins++ < SpinsBeforeSleep)
            {
                Thread.SpinWait(1);
            }
            else
            {
                sleeper.Sleep(ref counters.Generation, seen);
            }
        }

        return generation;
    }

    /// <summary>Each on a cache line pair of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private struct Counters
    {
        [FieldOffset(128)]
        public int Generation;

        [FieldOffset(256)]
        public int Open;

        [FieldOffset(384)]
        public int Inside;

        [FieldOffset(512)]
        public int Stopped;
    }
}
