namespace NetDsl.Gpu;

/// <summary>From a thread's value of a channel to its next, as many values on as its group has threads. Divided on the
/// host: ILGPU moves what a loop does not change into the loop, so that a division before it is one for each
/// value.</summary>
/// <param name="area">Of a channel in an example.</param>
/// <param name="threads">Of the group that the kernel is launched with.</param>
internal readonly struct ChannelStep(int area, int threads)
{
    public readonly int Area = area;
    public readonly int Examples = threads / area;
    public readonly int Pixels = threads % area;
}

/// <summary>A thread's way through a part of a channel's values in a batch [examples, channels, area].</summary>
internal struct ChannelWalk
{
    private readonly ChannelStep step;
    private readonly int start;
    private int example;
    private int pixel;

    /// <param name="first">The thread's first value, counted through the channel.</param>
    public ChannelWalk(ChannelStep step, int channel, int first)
    {
        this.step = step;
        start = channel * step.Area;
        example = first / step.Area;
        pixel = first % step.Area;
    }

    /// <summary>The value's index in a tensor.</summary>
    /// <param name="stride">From one example to the next.</param>
    public readonly int Place(int stride) => example * stride + start + pixel;

    /// <summary>Goes on to the thread's next value.</summary>
    public void Step()
    {
        example += step.Examples;
        pixel += step.Pixels;
        if (pixel >= step.Area)
        {
            pixel -= step.Area;
            example++;
        }
    }
}
