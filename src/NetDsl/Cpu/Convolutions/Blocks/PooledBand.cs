using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The rows of an image's channels that are computed and not yet pooled; or all rows of some small
/// images.</summary>
internal unsafe struct PooledBand<TPool, TActivation>
    where TPool : struct, IPoolingShape
    where TActivation : struct, IActivation
{
    /// <summary>Floats of a band, about: half of a second cache of 512 KB. The fewer bands, the fewer rows are moved
    /// that windows of two of them see.</summary>
    private const int Wanted = 65_536;

    private readonly int images;
    private readonly int channels;

    /// <summary>Rows that there is room for.</summary>
    private readonly int rows;

    /// <summary>Rows of maxima before <see cref="next"/> are there; those from <see cref="end"/> on are not asked
    /// for.</summary>
    private readonly int end;
    private int next;

    /// <summary>The row that lies first.</summary>
    private int origin;

    // [image][channel][row]
    private float* values;
    private float* scratch;
    private TensorBuffer output;
    private TensorBuffer choice;

    /// <param name="first">The first row of maxima that is asked for.</param>
    /// <param name="placesAtOnce">Places that are computed before any is pooled.</param>
    public PooledBand(int images, int channels, int first, int end, int placesAtOnce)
    {
        (this.images, this.channels, this.end, next) = (images, channels, end, first);
        int rowsAtOnce = ((placesAtOnce + TPool.Width - 1) / TPool.Width) + 1;
        int least = Math.Min(TPool.Height, TPool.WindowHeight + rowsAtOnce);
        rows = images > 1 ? TPool.Height : Math.Clamp(Wanted / (channels * TPool.Width), least, TPool.Height);
        origin = images > 1 ? 0 : FirstPlace / TPool.Width;
    }

    /// <summary>The first place that is needed; of several images all are.</summary>
    public readonly int FirstPlace =>
        images > 1 ? 0 : Math.Min(PoolingPlan<TPool>.Rows(next).Top, TPool.Height) * TPool.Width;

    /// <summary>The one behind the last.</summary>
    public readonly int EndPlace => images > 1
        ? images * PoolingPlan<TPool>.InputPlane
        : PoolingPlan<TPool>.Rows(end - 1).Bottom * TPool.Width;

    /// <summary>Floats of a channel.</summary>
    public readonly int ChannelSize => rows * TPool.Width;

    /// <summary>Floats of an image.</summary>
    public readonly int ImageSize => channels * ChannelSize;

    /// <summary>Where the first image's first channel would begin, were all of it there.</summary>
    public readonly float* Target => values - ((nint)origin * TPool.Width);

    /// <summary>Floats of memory, for the scratch of pooling too.</summary>
    public readonly int Size => MaxPoolingRows<TPool>.Scratch + ((((images * ImageSize) + 15) / 16) * 16);

    /// <param name="output">The first image's first channel.</param>
    /// <param name="choice">Likewise; or none.</param>
    public void Start<TLanes, TVector>(float* memory, TensorBuffer output, TensorBuffer choice)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        scratch = memory;
        values = memory + MaxPoolingRows<TPool>.Scratch;
        (this.output, this.choice) = (output, choice);
        MaxPoolingRows<TPool>.Prepare<TLanes, TVector>(scratch, chooses: !choice.IsNone);
    }

    /// <summary>Makes room for places from <paramref name="place"/> to before <paramref name="until"/>: pools what is
    /// complete, and drops the rows that no window needs any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void MakeRoom<TLanes, TVector>(int place, int until)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (images > 1 || until <= (origin + rows) * TPool.Width)
        {
            return;
        }

        int ready = next;
        while (ready < end && PoolingPlan<TPool>.Rows(ready).Bottom * TPool.Width <= place)
        {
            ready++;
        }

        PoolTo<TLanes, TVector>(ready);
        int needed = Math.Min(PoolingPlan<TPool>.Rows(next).Top, place / TPool.Width);
        int kept = place - (needed * TPool.Width);
        for (int channel = 0; channel < channels; channel++)
        {
            float* of = values + ((nint)channel * ChannelSize);
            new Span<float>(of + ((nint)(needed - origin) * TPool.Width), kept).CopyTo(new Span<float>(of, kept));
        }

        origin = needed;
    }

    /// <summary>Pools the rest, once all places are there.</summary>
    public void Finish<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : struct => PoolTo<TLanes, TVector>(end);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PoolTo<TLanes, TVector>(int ready)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int plane = 0; plane < images * channels && ready > next; plane++)
        {
            int image = plane / channels;
            nint skipped = (nint)(plane % channels) * PoolingPlan<TPool>.OutputPlane;
            float* y = output.Example(image) + skipped;
            MaxPoolingRows<TPool>.Run<TLanes, TVector>(
                Target + ((nint)plane * ChannelSize), y, choice.IsNone ? null : choice.Example(image) + skipped,
                scratch, next, ready);
            if (!TActivation.IsIdentity)
            {
                y += next * TPool.OutputWidth;
                Elementwise.Apply<TActivation, TLanes, TVector>(y, y, (ready - next) * TPool.OutputWidth);
            }
        }

        next = ready;
    }
}
