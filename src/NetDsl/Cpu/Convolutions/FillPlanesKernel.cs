namespace NetDsl.Cpu;

/// <summary>Fills the planes of some images and groups, [image][group]: a task is some channels of one.</summary>
/// <param name="source">From the first group's first channel on.</param>
internal readonly unsafe struct FillPlanesKernel<TSide>(TensorBuffer source, int images, int groups, float* planes) : IKernel
    where TSide : struct, IConvolutionSide
{
    private const int ChannelsOfTask = 8;

    /// <summary>Multiply-adds that take as long as filling a place.</summary>
    private const int CostOfPlace = 16;

    private static int Parts => (TSide.Channels + ChannelsOfTask - 1) / ChannelsOfTask;

    /// <summary>Runs all; nothing where the channels are their own planes.</summary>
    public void Run(Machine machine) =>
        machine.Run(this, TSide.IsDirect ? 0 : images * groups * Parts, (long)images * groups * TSide.PlanesSize * CostOfPlace);

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int which = task / Parts;
        int first = task % Parts * ChannelsOfTask;
        float* channels = source.Example(which / groups) + ((nint)(which % groups) * TSide.Channels * TSide.ChannelSize);
        TSide.Fill(
            channels, planes + ((nint)which * TSide.PlanesSize), first, Math.Min(TSide.Channels, first + ChannelsOfTask));
    }
}
