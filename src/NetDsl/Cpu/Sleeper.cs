namespace NetDsl.Cpu;

/// <summary>Where one worker sleeps when there has been no job for a while.</summary>
internal sealed class Sleeper
{
    private readonly AutoResetEvent wake = new(false);
    private int asleep;

    /// <summary>Sleeps until <see cref="Wake"/>, unless the generation has already moved on.</summary>
    public void Sleep(ref int generation, int seen)
    {
        Interlocked.Exchange(ref asleep, 1);
        if (Volatile.Read(ref generation) == seen)
        {
            wake.WaitOne();
        }

        Volatile.Write(ref asleep, 0);
    }

    /// <summary>Wakes the worker if it sleeps; to be called after the generation changed.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref asleep) != 0 && Interlocked.Exchange(ref asleep, 0) != 0)
        {
            wake.Set();
        }
    }
}
