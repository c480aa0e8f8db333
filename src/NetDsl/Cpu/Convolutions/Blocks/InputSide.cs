namespace NetDsl.Cpu;

/// <summary>From a convolution's input to its output.</summary>
internal readonly unsafe struct InputSide<TShape> : IConvolutionSide
    where TShape : struct, IConvolutionShape
{
    public static int Groups => TShape.Groups;

    public static int Channels => ConvolutionPlan<TShape>.Channels;

    public static int ChannelSize => TShape.Height * TShape.Width;

    public static bool IsDirect => ConvolutionPlan<TShape>.IsDirect;

    public static int PlanesSize => IsDirect ? 0 : ConvolutionPlan<TShape>.PlanesSize;

    public static int Rows => ConvolutionPlan<TShape>.Filters;

    public static int RowSize => ConvolutionPlan<TShape>.OutputPlane;

    public static int Phases => 1;

    public static bool WritesAll => true;

    public static int Depth => ConvolutionPlan<TShape>.Taps;

    public static bool AreWeightsInOrder => true;

    public static WindowPhase Phase(int index) => new()
    {
        Depth = Depth,
        Places = new WindowPlaces
        {
            Rows = TShape.OutputHeight,
            Columns = TShape.OutputWidth,
            SourceImage = PlanesSize,
            SourceRow = ConvolutionPlan<TShape>.Pitch,
            TargetRow = TShape.OutputWidth,
            TargetColumn = 1,
        },
    };

    public static void Fill(float* image, float* planes, int first, int end)
    {
        ConvolutionPlanes<TShape>.FillChannels(
            image + ((nint)first * ChannelSize), planes + ((nint)first * ConvolutionPlan<TShape>.PlanesOfChannel),
            end - first);
        if (end == Channels)
        {
            planes += PlanesSize - ConvolutionPlan<TShape>.Slack;
            new Span<float>(planes, ConvolutionPlan<TShape>.Slack).Clear();
        }
    }

    public static void WriteOffsets(int* offsets) => ConvolutionPlan<TShape>.WriteOffsets(offsets);

    public static void PackWeights(float* weights, float* packed, int tile, int tileRows)
    {
        nint start = (nint)tile * tileRows * Depth;
        int rows = Math.Min(tileRows, Rows - (tile * tileRows));
        MatrixPacking.Pack<LanesScalar, float>(packed + start, weights + start, tileRows, rows, Depth, Depth, 1);
    }
}
