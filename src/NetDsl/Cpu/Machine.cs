namespace NetDsl.Cpu;

/// <summary>What an executor computes with: threads, vectors, and scratch memory that its kernels reuse.</summary>
internal sealed unsafe class Machine : IDisposable
{
    private readonly NativeArena shared = new();
    private readonly NativeArena[] scratch;
    private readonly NativeArena[] own;

    public Machine(CpuOptions options)
    {
        Width = options.WidthInUse;
        IsFilterwise = Width == SimdWidth.Bits512;
        Team = ThreadTeam.Of(options.ThreadCount);
        scratch = Arenas();
        own = Arenas();
    }

    public ThreadTeam Team { get; }

    /// <summary>Work below this many multiply-adds is done sooner than another thread is told of it.</summary>
    public long SmallWork { get; set; } = 100_000;

    public SimdWidth Width { get; }

    /// <summary>Whether convolutions may lay filters side by side in the vectors: where the registers hold the tiles of
    /// <see cref="FilterwiseTile"/>. Tests set it, for every width.</summary>
    public bool IsFilterwise { get; set; }

    /// <summary>Scratch memory of one thread; valid until its next call. Grown at a kernel's first use only.</summary>
    public float* Scratch(int worker, long floats) => scratch[worker].Renew(floats);

    /// <summary>Scratch memory for what the kernels that a task consists of hand to each other. As no other thread ever writes there,
    /// it stays in this one's caches.</summary>
    public float* OwnScratch(int worker, long floats) => own[worker].Renew(floats);

    /// <summary>Scratch memory that all threads of a kernel see; to be asked for before the threads start.</summary>
    public float* SharedScratch(long floats) => shared.Renew(floats);

    /// <inheritdoc/>
    public void Dispose()
    {
        shared.Dispose();
        foreach (NativeArena arena in scratch.Concat(own))
        {
            arena.Dispose();
        }
    }

    private NativeArena[] Arenas() => [.. Enumerable.Range(0, Team.Size).Select(_ => new NativeArena())];
}
