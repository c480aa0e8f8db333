namespace NetDsl;

/// <summary>Turns Ctrl-C into a request to stop in good order; a second Ctrl-C ends the program at once.</summary>
public sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source;
    private bool disposed;

    /// <summary>Listens to Ctrl-C until it is disposed.</summary>
    /// <param name="cancellation">Another reason to stop.</param>
    public Interrupt(CancellationToken cancellation = default)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Console.CancelKeyPress += OnCancelKeyPress;
    }

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancelKeyPress;
        // the handler runs on a thread of its own and may just have begun
        lock (source)
        {
            disposed = true;
            source.Dispose();
        }
    }

    private void OnCancelKeyPress(object? sender, ConsoleCancelEventArgs arguments)
    {
        lock (source)
        {
            if (!disposed && !source.IsCancellationRequested)
            {
                arguments.Cancel = true;
                source.Cancel();
            }
        }
    }
}
