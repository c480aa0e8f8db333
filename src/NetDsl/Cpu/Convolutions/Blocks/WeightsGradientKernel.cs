using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>See <see cref="WeightsGradient"/>.</summary>
internal unsafe struct WeightsGradientKernel<TShape> : IKernel
    where TShape : struct, IConvolutionShape
{
    public Machine Machine;
    public TensorBuffer Input;
    public TensorBuffer OutputGradient;

    /// <summary>[taps]</summary>
    public int* Offsets;
    public int Count;
    public int Parts;

    /// <summary>Shares of a group's channels.</summary>
    public int Chunks;

    /// <summary>[part][filters, taps], over all groups.</summary>
    public float* Gradients;

    /// <summary>To what the gradients hold.</summary>
    public bool Adds;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int chunk = task % Chunks;
        int group = task / Chunks % TShape.Groups;
        int part = task / Chunks / TShape.Groups;
        int channels = ConvolutionPlan<TShape>.Channels;
        int filters = ConvolutionPlan<TShape>.Filters;
        int firstChannel = channels * chunk / Chunks;
        int endChannel = channels * (chunk + 1) / Chunks;
        int first = (int)((long)Count * part / Parts);
        int end = (int)((long)Count * (part + 1) / Parts);

        // as many images as fill a block of places
        int area = ConvolutionPlan<TShape>.OutputPlane;
        int most = Math.Max(1, WindowCorrelation.Block<TLanes, TVector>(filters) / area);
        int planesSize = ((endChannel - firstChannel) * ConvolutionPlan<TShape>.PlanesOfChannel)
            + ConvolutionPlan<TShape>.Slack;
        float* planes = Machine.Scratch(
            worker, ((long)most * planesSize) + 16 + WindowCorrelation.Scratch<TLanes, TVector>(filters));
        float* scratch = planes + (((most * planesSize) + 15) / 16 * 16);
        int window = TShape.WindowHeight * TShape.WindowWidth;
        var correlation = new WindowCorrelation
        {
            Offsets = Offsets,
            Taps = (endChannel - firstChannel) * window,
            Filters = filters,
            Places = InputSide<TShape>.Phase(0).Places,
            GradientRow = area,
            Result = Gradients + ((nint)part * TShape.Groups * ConvolutionPlan<TShape>.Weights)
                + ((nint)group * ConvolutionPlan<TShape>.Weights) + ((nint)firstChannel * window),
            ResultRow = ConvolutionPlan<TShape>.Taps,
        };
        correlation.Places.SourceImage = ConvolutionPlan<TShape>.IsDirect ? Input.Stride : planesSize;
        correlation.Places.TargetImage = OutputGradient.Stride;
        for (int image = first; image < end; image += most)
        {
            int images = Math.Min(most, end - image);
            nint fromStart = (((nint)group * channels) + firstChannel) * TShape.Height * TShape.Width;
            for (int i = 0; i < images && !ConvolutionPlan<TShape>.IsDirect; i++)
            {
                ConvolutionPlanes<TShape>.FillChannels(
                    Input.Example(image + i) + fromStart, planes + ((nint)i * planesSize), endChannel - firstChannel);
            }

            correlation.Places.Source = ConvolutionPlan<TShape>.IsDirect ? Input.Example(image) + fromStart : planes;

            correlation.Places.Target = OutputGradient.Example(image) + ((nint)group * filters * area);
            correlation.Run<TLanes, TVector>(images * area, Adds || image > first, scratch);
        }
    }
}
