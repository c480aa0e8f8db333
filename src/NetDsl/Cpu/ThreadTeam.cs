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
/// <remarks>A cache line that another thread has written takes a while to come, so a job costs as few as possible: one tells a
/// thread of it, one holds what is left of its range, and one tells the caller how much it has done. A thread that comes too late
/// finds nothing left, and nobody waits for it.</remarks>
internal sealed unsafe class ThreadTeam : IDisposable
{
    /// <summary>Some 50 µs: longer than the pause between two kernels of a step.</summary>
    private const int SpinsBeforeSleep = 2_000;

    private readonly Thread[] threads;
    private readonly Sleeper[] sleepers;
    private readonly Desk* desks;
    private ExceptionDispatchInfo? failure;
    private bool isStopped;

    /// <summary>A team of <paramref name="size"/>, the caller's thread among them.</summary>
    public ThreadTeam(int size)
    {
        Size = size;
        desks = (Desk*)NativeMemory.AlignedAlloc((nuint)(size * sizeof(Desk)), Desk.Lines);
        new Span<Desk>(desks, size).Clear();
        sleepers = [.. Enumerable.Range(0, size).Select(_ => new Sleeper())];
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

        // the job lives on the caller's stack, which stays until its last task is done
        int target = Done() + count;
        for (int worker = 0; worker < Size; worker++)
        {
            desks[worker].Job = Unsafe.AsPointer(ref work);
            desks[worker].Execute = &Execute<TJob>;
            desks[worker].Tasks = count;
        }

        // a late thread may take tasks from here on, whether it was told of the job or not
        for (int worker = 0; worker < Size; worker++)
        {
            Volatile.Write(ref desks[worker].Left, First(worker + 1, count) - First(worker, count));
        }

        Tell();
        TakeTasks(0);
        for (int spins = 0; Done() != target; spins++)
        {
            Pause(spins);
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
        Volatile.Write(ref isStopped, true);
        Tell();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        NativeMemory.AlignedFree(desks);
    }

    private static void Execute<TJob>(void* job, int task, int worker)
        where TJob : struct, IJob => Unsafe.AsRef<TJob>(job).Execute(task, worker);

    private static void Pause(int spins)
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

    /// <summary>The first task of a thread's range.</summary>
    private int First(int worker, int tasks) => (int)((long)tasks * worker / Size);

    /// <summary>Tasks that were ever done.</summary>
    private int Done()
    {
        int done = 0;
        for (int worker = 0; worker < Size; worker++)
        {
            done += Volatile.Read(ref desks[worker].Done);
        }

        return done;
    }

    /// <summary>Tells all workers that there is something new.</summary>
    private void Tell()
    {
        for (int worker = 1; worker < Size; worker++)
        {
            Interlocked.Increment(ref desks[worker].Generation);
            sleepers[worker].Wake();
        }
    }

    /// <summary>Does tasks until none is left. A task that fails is done too; the caller throws what the last one threw.</summary>
    private void TakeTasks(int worker)
    {
        Desk* desk = desks + worker;
        for (int i = 0; i < Size; i++)
        {
            int owner = (worker + i) % Size;
            int left;
            while ((left = Interlocked.Decrement(ref desks[owner].Left)) >= 0)
            {
                // what the desk says is about the job of this task, which cannot end before it is done
                int task = First(owner + 1, desk->Tasks) - 1 - left;
                try
                {
                    desk->Execute(desk->Job, task, worker);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }

                Volatile.Write(ref desk->Done, desk->Done + 1);
            }
        }
    }

    private void Work(int worker)
    {
        int seen = 0;
        while (true)
        {
            seen = Await(worker, seen);
            if (Volatile.Read(ref isStopped))
            {
                return;
            }

            TakeTasks(worker);
        }
    }

    private int Await(int worker, int seen)
    {
        int spins = 0;
        int generation;
        while ((generation = Volatile.Read(ref desks[worker].Generation)) == seen)
        {
            if (spins++ < SpinsBeforeSleep)
            {
                Thread.SpinWait(1);
            }
            else
            {
                sleepers[worker].Sleep(ref desks[worker].Generation, seen);
            }
        }

        return generation;
    }

    /// <summary>What a thread and the others tell each other, in pairs of cache lines by who writes them.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 3 * Lines)]
    private struct Desk
    {
        /// <summary>Bytes of a pair of cache lines.</summary>
        public const int Lines = 128;

        /// <summary>Changes with each job. The caller writes it, and the job.</summary>
        [FieldOffset(0)]
        public int Generation;

        [FieldOffset(4)]
        public int Tasks;

        [FieldOffset(8)]
        public void* Job;

        [FieldOffset(16)]
        public delegate*<void*, int, int, void> Execute;

        /// <summary>Tasks of this thread's range that nobody has taken: below 0 where threads came too late.</summary>
        [FieldOffset(Lines)]
        public int Left;

        /// <summary>Tasks that this thread has ever done.</summary>
        [FieldOffset(2 * Lines)]
        public int Done;
    }
}
