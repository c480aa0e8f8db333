using System.Collections.Concurrent;

namespace NetDsl;

/// <summary>A model for many threads at once, as a web service has them: each takes a fork of its own while it predicts.
/// There are as many as were ever needed at a time, and one copy of the weights.</summary>
/// <remarks>For any number of threads. Each fork has memory of its own for activations
/// (<c>InferenceBytes</c> of the generated class for each example of a batch); with threads that predict all the time,
/// more than the machine has processors do not make it faster.</remarks>
/// <example><code>
/// using var pool = new ModelPool&lt;LeNet5&gt;(model);
/// app.MapPost("/digit", (float[] pixels) =>
/// {
///     using var lease = pool.Rent();
///     return lease.Model.Predict(pixels).Digit.ToString();
/// });
/// </code></example>
/// <typeparam name="TModel">The generated class.</typeparam>
public sealed class ModelPool<TModel> : IDisposable
    where TModel : Model<TModel>
{
    private readonly TModel model;
    private readonly ConcurrentBag<TModel> idle = [];
    private readonly Lock forking = new();
    private volatile bool isDisposed;

    /// <summary>A pool with the weights that the model has now.</summary>
    /// <param name="model">Stays the caller's, who may train it, load into it or dispose it.</param>
    /// <exception cref="InvalidOperationException">Another thread uses it.</exception>
    public ModelPool(TModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        this.model = model.Fork();
    }

    /// <summary>Takes a model that no other thread has; disposing the result gives it back.</summary>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public Lease Rent()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new Lease(this, idle.TryTake(out TModel? free) ? free : Fork());
    }

    /// <summary>Frees all models; those that are in use when they are given back.</summary>
    public void Dispose()
    {
        lock (forking)
        {
            isDisposed = true;
            model.Dispose();
        }

        FreeIdle();
    }

    private TModel Fork()
    {
        lock (forking)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return model.Fork();
        }
    }

    /// <summary>What a renter has disposed of, or changed the weights of, nobody gets again.</summary>
    private void Return(TModel used)
    {
        if (!used.SharesWeightsWith(model))
        {
            used.Dispose();
            return;
        }

        idle.Add(used);
        if (isDisposed)
        {
            FreeIdle();
        }
    }

    private void FreeIdle()
    {
        while (idle.TryTake(out TModel? free))
        {
            free.Dispose();
        }
    }

    /// <summary>A model to predict with, for one thread at a time, until this is disposed.</summary>
    public sealed class Lease : IDisposable
    {
        private readonly ModelPool<TModel> pool;
        private TModel? held;

        internal Lease(ModelPool<TModel> pool, TModel held) => (this.pool, this.held) = (pool, held);

        /// <summary>The model.</summary>
        /// <exception cref="ObjectDisposedException">It has been given back.</exception>
        public TModel Model => held ?? throw new ObjectDisposedException(nameof(Lease));

        /// <summary>Gives the model back.</summary>
        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is { } model)
            {
                pool.Return(model);
            }
        }
    }
}
