using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The backward pass: a task is a group and a part of the batch, whose share of the weights' gradient it sums
/// up and whose images' input gradients it writes.</summary>
internal unsafe struct ConvolutionBackwardKernel<TShape, TActivation, TTile, TDataTile> : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
    where TTile : struct, IConvolutionTile
    where TDataTile : struct, IConvolutionTile
{
    public Machine Machine;
    public int Count;
    public int Parts;

    /// <summary>Images whose planes are held at once: see <see cref="ImagesAtOnce"/>.</summary>
    public int Batch;
    public TensorBuffer Input;
    public TensorBuffer Output;
    public TensorBuffer OutputGradient;

    /// <summary>None where nobody needs it.</summary>
    public TensorBuffer InputGradient;

    /// <summary>Whether the weights learn.</summary>
    public bool HasWeightsGradient;

    /// <summary>[part][Filters · Taps, then Filters], over all groups.</summary>
    public float* PartGradients;

    /// <summary>The taps' offsets, filled up to whole tiles by repeating the last.</summary>
    public int* Offsets;
    public ConvolutionDataWeights DataWeights;

    /// <summary>Floats of a part's gradients.</summary>
    public static int PartSize =>
        ConvolutionPlan<TShape>.RoundUp((TShape.Groups * ConvolutionPlan<TShape>.Weights) + TShape.Filters, 16);

    private static int Planes => ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.PlanesSize, 16);

    private static int GradientPlanes =>
        ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.Filters, TTile.Rows)
        * ConvolutionPlan<TShape>.GradientPlane;

    /// <summary>As many images as half of a second cache holds: each tile of weights sums over them in registers.
    /// </summary>
    public static int ImagesAtOnce() => Math.Clamp(131_072 / (Planes + GradientPlanes), 1, 8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int results = ConvolutionPlan<TShape>.RoundUp(
            ConvolutionPlan<TShape>.PlaneSize + ConvolutionPlan<TShape>.Slack, 16) * TDataTile.Rows;
        float* planes = Machine.Scratch(worker, (Batch * ((long)Planes + GradientPlanes)) + results);
        float* gradients = planes + ((nint)Batch * Planes);
        float* dataResults = gradients + ((nint)Batch * GradientPlanes);

        int part = task / TShape.Groups;
        int group = task % TShape.Groups;
        float* gradientsOfPart = PartGradients + ((nint)part * PartSize);
        float* weightsGradient = gradientsOfPart + ((nint)group * ConvolutionPlan<TShape>.Weights);
        float* biasGradient = gradientsOfPart + ((nint)TShape.Groups * ConvolutionPlan<TShape>.Weights)
            + (group * ConvolutionPlan<TShape>.Filters);
        new Span<float>(weightsGradient, ConvolutionPlan<TShape>.Weights).Clear();
        new Span<float>(biasGradient, ConvolutionPlan<TShape>.Filters).Clear();

        int first = (int)((long)Count * part / Parts);
        int end = (int)((long)Count * (part + 1) / Parts);
        nint inGroup = (nint)group * ConvolutionPlan<TShape>.InputSize;
        for (int image = first; image < end; image += Batch)
        {
            int images = Math.Min(Batch, end - image);
            for (int i = 0; i < images; i++)
            {
                float* gradient = gradients + ((nint)i * GradientPlanes);
                FillGradient<TLanes, TVector>(image + i, group, gradient, biasGradient);
                ConvolutionPlanes<TShape>.Fill(Input.Example(image + i) + inGroup, planes + ((nint)i * Planes));
                if (!InputGradient.IsNone)
                {
                    DataWeights.Apply<TShape, TDataTile, TLanes, TVector>(
                        group, gradient, dataResults, InputGradient.Example(image + i) + inGroup);
                }
            }

            if (HasWeightsGradient)
            {
                AddWeightsGradient<TLanes, TVector>(images, planes, gradients, weightsGradient);
            }
        }
    }

    /// <summary>The gradient before the activation: in place, and spread to planes; its sum to the bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FillGradient<TLanes, TVector>(int image, int group, float* planes, float* biasGradient)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int size = ConvolutionPlan<TShape>.OutputSize;
        nint inGroup = (nint)group * size;
        float* gradient = OutputGradient.Example(image) + inGroup;
        if (!TActivation.IsIdentity)
        {
            Elementwise.Differentiate<TActivation, TLanes, TVector>(
                Output.Example(image) + inGroup, gradient, gradient, size);
        }

        int filters = ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.Filters, TTile.Rows);
        for (int filter = 0; filter < filters; filter++)
        {
            float* plane = planes + ((nint)filter * ConvolutionPlan<TShape>.GradientPlane);
            if (filter >= ConvolutionPlan<TShape>.Filters)
            {
                new Span<float>(plane, ConvolutionPlan<TShape>.GradientPlane).Clear();
                continue;
            }

            float* from = gradient + ((nint)filter * ConvolutionPlan<TShape>.OutputPlane);
            ConvolutionPlanes<TShape>.Spread(from, plane);
            biasGradient[filter] += Elementwise.Sum<TLanes, TVector>(from, ConvolutionPlan<TShape>.OutputPlane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void AddWeightsGradient<TLanes, TVector>(
        int images, float* planes, float* gradients, float* weightsGradient)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int taps = ConvolutionPlan<TShape>.Taps;
        float* sums = stackalloc float[TTile.Rows * TTile.Vectors];
        for (int filter = 0; filter < ConvolutionPlan<TShape>.Filters; filter += TTile.Rows)
        {
            float* z = gradients + ((nint)filter * ConvolutionPlan<TShape>.GradientPlane)
                + ConvolutionPlan<TShape>.GradientMargin;
            int rows = Math.Min(TTile.Rows, ConvolutionPlan<TShape>.Filters - filter);
            for (int tap = 0; tap < taps; tap += TTile.Vectors)
            {
                TTile.Correlate<TLanes, TVector>(
                    images, ConvolutionPlan<TShape>.OutputSpan,
                    z, ConvolutionPlan<TShape>.GradientPlane, GradientPlanes,
                    planes, Offsets + tap, Planes, sums);
                int columns = Math.Min(TTile.Vectors, taps - tap);
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        weightsGradient[((nint)(filter + row) * taps) + tap + column] +=
                            sums[(row * TTile.Vectors) + column];
                    }
                }
            }
        }
    }
}
