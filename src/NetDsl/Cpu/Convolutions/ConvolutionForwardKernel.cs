using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The forward pass: a task is a group of an image's channels, or one tile of filters of one image whose planes
/// are ready.</summary>
internal unsafe struct ConvolutionForwardKernel<TShape, TActivation, TTile, TSink> : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
    where TTile : struct, IConvolutionTile
    where TSink : struct, IPlaneSink
{
    public Machine Machine;
    public TensorBuffer Input;
    public TensorBuffer Output;
    public float* Bias;

    /// <summary>Where the sink's maxima were; or none.</summary>
    public TensorBuffer Choice;

    /// <summary>Added before the activation, where whole planes are written; or none.</summary>
    public TensorBuffer Residual;

    /// <summary>[group][filter tile][tap][filter]</summary>
    public float* PackedWeights;
    public int* Offsets;

    /// <summary>The planes of the image whose tiles the tasks are, [group]; null where each task makes its own.</summary>
    public float* Planes;

    /// <summary>The number of that image.</summary>
    public int Image;

    /// <summary>Of a group.</summary>
    public static int Tiles => (ConvolutionPlan<TShape>.Filters + TTile.Rows - 1) / TTile.Rows;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int tileWidth = TTile.Vectors * TLanes.Count;
        int span = ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.OutputSpan, tileWidth);
        float* scratch = Machine.Scratch(
            worker, TSink.Scratch + ConvolutionPlan<TShape>.PlanesSize + (span * TTile.Rows) + 16);
        float* results = scratch + TSink.Scratch;
        TSink.Prepare<TLanes, TVector>(scratch, chooses: !Choice.IsNone);
        if (Planes is not null)
        {
            int of = task / Tiles;
            float* ready = Planes + ((nint)of * ConvolutionPlan<TShape>.PlanesSize);
            Tile<TLanes, TVector>(of, task % Tiles, ready, results, span, Image, scratch);
            return;
        }

        int image = task / TShape.Groups;
        int group = task % TShape.Groups;
        float* planes = results + ConvolutionPlan<TShape>.RoundUp(span * TTile.Rows, 16);
        ConvolutionPlanes<TShape>.Fill(
            Input.Example(image) + ((nint)group * ConvolutionPlan<TShape>.InputSize), planes);
        for (int tile = 0; tile < Tiles; tile++)
        {
            Tile<TLanes, TVector>(group, tile, planes, results, span, image, scratch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Tile<TLanes, TVector>(
        int group, int tile, float* planes, float* results, int span, int image, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int taps = ConvolutionPlan<TShape>.Taps;
        float* weights = PackedWeights + ((((nint)group * Tiles) + tile) * TTile.Rows * taps);
        for (int p = 0; p < span; p += TTile.Vectors * TLanes.Count)
        {
            TTile.Multiply<TLanes, TVector>(taps, weights, Offsets, planes + p, results + p, span);
        }

        int firstOfGroup = tile * TTile.Rows;
        int filters = Math.Min(TTile.Rows, ConvolutionPlan<TShape>.Filters - firstOfGroup);
        int first = (group * ConvolutionPlan<TShape>.Filters) + firstOfGroup;
        for (int filter = 0; filter < filters; filter++)
        {
            Finish<TLanes, TVector>(results + ((nint)filter * span), span, image, first + filter, scratch);
        }

        TSink.Finish<TLanes, TVector>(
            Output.Example(image) + ((nint)first * TSink.Size), filters * TSink.Size);
    }

    /// <summary>One filter's sums: bias, residual and activation, and to the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Finish<TLanes, TVector>(float* sums, int span, int image, int filter, float* scratch)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float bias = Bias is null ? 0 : Bias[filter];
        nint plane = (nint)filter * TSink.Size;
        float* output = Output.Example(image) + plane;
        if (!Residual.IsNone)
        {
            ConvolutionPlanes<TShape>.Compact(sums, sums);
            if (Bias is not null)
            {
                Elementwise.AddAndActivate<Identity, TLanes, TVector>(
                    sums, bias, sums, ConvolutionPlan<TShape>.OutputPlane);
            }

            Elementwise.Add<TActivation, TLanes, TVector>(
                sums, Residual.Example(image) + plane, output, ConvolutionPlan<TShape>.OutputPlane);
            return;
        }

        if (Bias is not null || !TActivation.IsIdentity)
        {
            Elementwise.AddAndActivate<TActivation, TLanes, TVector>(sums, bias, sums, span);
        }

        TSink.Write<TLanes, TVector>(sums, output, Choice.IsNone ? null : Choice.Example(image) + plane, scratch);
    }
}
