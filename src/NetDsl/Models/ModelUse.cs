namespace NetDsl;

/// <summary>Keeps what works in memory of its own to one thread at a time: a second one is told so, where it would get
/// wrong numbers, or hang. The same thread may use it from within, as a progress does that evaluates.</summary>
/// <param name="name">What is used, for messages.</param>
internal sealed class ModelUse(string name)
{
    // the thread that uses it; 0 for none
    private int owner;
    private int depth;
    private bool isRunning;
    private bool isClosed;

    /// <summary>Whether it is disposed.</summary>
    public bool IsClosed => Volatile.Read(ref isClosed);

    /// <summary>Begins a use, which ends when the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses it.</exception>
    public Scope Enter()
    {
        int thread = Environment.CurrentManagedThreadId;
        int user = Interlocked.CompareExchange(ref owner, thread, 0);
        if (user != 0 && user != thread)
        {
            throw new InvalidOperationException(
                $"{name} is in use by another thread, and works for one at a time. Create one for each thread.");
        }

        depth++;
        if (isClosed)
        {
            Leave();
            throw new ObjectDisposedException(name);
        }

        return new Scope(this, isRun: false);
    }

    /// <summary>Begins a training.</summary>
    /// <exception cref="ObjectDisposedException">It is disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses it, or it is being trained.</exception>
    public Scope EnterRun()
    {
        Enter();
        if (isRunning)
        {
            Leave();
            throw new InvalidOperationException(
                $"{name} is being trained: a run cannot begin within another, as from its progress.");
        }

        isRunning = true;
        return new Scope(this, isRun: true);
    }

    /// <summary>Ends all use: waits for another thread's, and does then what is to be done once.</summary>
    /// <exception cref="InvalidOperationException">This thread uses it, and would wait for itself.</exception>
    public void Close(Action close)
    {
        int thread = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref owner) == thread)
        {
            throw new InvalidOperationException(
                $"{name} is in use by this thread, as by a run whose progress this is: "
                + "dispose it when that has returned.");
        }

        var wait = new SpinWait();
        while (Interlocked.CompareExchange(ref owner, thread, 0) != 0)
            wait.SpinOnce();
        depth++;
        try
        {
            if (!isClosed)
            {
                isClosed = true;
                close();
            }
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (--depth == 0)
            Volatile.Write(ref owner, 0);
    }

    /// <summary>A use; disposing ends it.</summary>
    public readonly ref struct Scope(ModelUse use, bool isRun)
    {
        /// <summary>Ends it.</summary>
        public void Dispose()
        {
            if (isRun)
                use.isRunning = false;
            use.Leave();
        }
    }
}
