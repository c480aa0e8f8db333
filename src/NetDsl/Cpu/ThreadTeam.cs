using System.Collections.Concurrent;
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
/// <remarks>All models of a process that ask for as many threads share one team, which stays until the process ends. It works for
/// one caller at a time: another that comes meanwhile, as a web service's requests do, does its job alone, and so neither waits
/// nor makes more threads than there are processors.</remarks>
internal sealed unsafe class ThreadTeam
{
    // A cache line that another thread has written takes a while to come, so a job costs as few as possible: one tells a
    // thread of it, one holds what is left of its range, and one tells the caller how much it has done. A thread that comes
    // too late finds nothing left, and nobody waits for it.

    /// <summary>Some 50 µs: longer than the pause between two kernels of a step.</summary>
    private const int SpinsBeforeSleep = 2_000;

    private static readonly ConcurrentDictionary<int, Lazy<ThreadTeam>> Teams = [];

    private readonly Sleeper[] sleepers;
    private readonly Desk* desks;
    private ExceptionDispatchInfo? failure;

    // 1 while it works for a caller
    private int isTaken;

    private ThreadTeam(int size)
    {
        Size = size;
        desks = (Desk*)NativeMemory.AlignedAlloc((nuint)(size * sizeof(Desk)), Desk.Lines);
        new Span<Desk>(desks, size).Clear();
        sleepers = [.. Enumerable.Range(0, size).Select(_ => new Sleeper())];
        for (int i = 1; i < size; i++)
        {
            int worker = i;
            new Thread(() => Work(worker)) { IsBackground = true, Name = $"NetDsl {worker}" }.Start();
        }
    }

    /// <summary>Threads, the caller's among them.</summary>
    public int Size { get; }

    /// <summary>The process's team of so many threads, the caller's among them.</summary>
    public static ThreadTeam Of(int size) =>
        Teams.GetOrAdd(size, static size => new Lazy<ThreadTeam>(() => new ThreadTeam(size))).Value;

    /// <summary>Runs tasks 0 … <paramref name="count"/> − 1 and returns when all are done.</summary>
    public void Run<TJob>(ref TJob work, int count)
        where TJob : struct, IJob
    {
        if (Size == 1 || count <= 1 || Interlocked.CompareExchange(ref isTaken, 1, 0) != 0)
        {
            for (int task = 0; task < count; task++)
            {
                work.Execute(task, 0);
            }

            return;
        }

        ExceptionDispatchInfo? thrown;
        try
        {
            Share(ref work, count);
            thrown = failure;
            failure = null;
        }
        finally
        {
            Volatile.Write(ref isTaken, 0);
        }

        thrown?.Throw();
    }

    private void Share<TJob>(ref TJob work, int count)
        where TJob : struct, IJob
    {
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
