using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The backward pass: a task is a part of the batch, whose share of the weights' gradient it sums up and whose
/// images' input gradients it writes.</summary>
internal unsafe struct ConvolutionBackwardKernel<TShape, TActivation, TTile, TDataTile> : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
    where TTile : struct, IConvolutionTile
    where TDataTile : struct, IConvolutionTile
{
    public Machine Machine;
    public int Count;
    public int Parts;

    /// <summary>Images whose planes are held at once: see <see cref="Group"/>.</summary>
    public int GroupSize;
    public TensorBuffer Input;
    public TensorBuffer Output;
    public TensorBuffer OutputGradient;

    /// <summary>None where nobody needs it.</summary>
    public TensorBuffer InputGradient;

    /// <summary>[part][Filters · Taps, then Filters]</summary>
    public float* PartGradients;

    /// <summary>The taps' offsets, filled up to whole tiles by repeating the last.</summary>
    public int* Offsets;
    public ConvolutionDataWeights DataWeights;

    /// <summary>Floats of a part's gradients.</summary>
    public static int PartSize =>
        ConvolutionPlan<TShape>.RoundUp((TShape.Filters * ConvolutionPlan<TShape>.Taps) + TShape.Filters, 16);

    private static int Planes => ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.PlanesSize, 16);

    private static int GradientPlanes =>
        ConvolutionPlan<TShape>.RoundUp(TShape.Filters, TTile.Rows) * ConvolutionPlan<TShape>.GradientPlane;

    /// <summary>As many images as half of a second cache holds: each tile of weights sums over a group in registers.
    /// </summary>
    public static int Group() => Math.Clamp(131_072 / (Planes + GradientPlanes), 1, 8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int results = ConvolutionPlan<TShape>.RoundUp(ConvolutionPlan<TShape>.PlaneSize + 48, 16) * TDataTile.Rows;
        float* planes = Machine.Scratch(worker, (GroupSize * ((long)Planes + GradientPlanes)) + results);
        float* gradients = planes + ((nint)GroupSize * Planes);
        float* dataResults = gradients + ((nint)GroupSize * GradientPlanes);

        float* weightsGradient = PartGradients + ((nint)task * PartSize);
        float* biasGradient = weightsGradient + (TShape.Filters * ConvolutionPlan<TShape>.Taps);
        new Span<float>(weightsGradient, PartSize).Clear();

        int first = (int)((long)Count * task / Parts);
        int end = (int)((long)Count * (task + 1) / Parts);
        for (int image = first; image < end; image += GroupSize)
        {
            int images = Math.Min(GroupSize, end - image);
            for (int i = 0; i < images; i++)
            {
                float* gradient = gradients + ((nint)i * GradientPlanes);
                FillGradient<TLanes, TVector>(image + i, gradient, biasGradient);
                ConvolutionPlanes<TShape>.Fill(Input.Example(image + i), planes + ((nint)i * Planes));
                if (!InputGradient.IsNone)
                {
                    DataWeights.Apply<TShape, TDataTile, TLanes, TVector>(
                        gradient, dataResults, InputGradient.Example(image + i));
                }
            }

            AddWeightsGradient<TLanes, TVector>(images, planes, gradients, weightsGradient);
        }
    }

    /// <summary>The gradient before the activation: in place, and spread to planes; its sum to the bias.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void FillGradient<TLanes, TVector>(int image, float* planes, float* biasGradient)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int size = ConvolutionPlan<TShape>.OutputSize;
        float* gradient = OutputGradient.Example(image);
        if (!TActivation.IsIdentity)
        {
            Elementwise.Differentiate<TActivation, TLanes, TVector>(
                Output.Example(image), gradient, gradient, size);
        }

        int filters = ConvolutionPlan<TShape>.RoundUp(TShape.Filters, TTile.Rows);
        for (int filter = 0; filter < filters; filter++)
        {
            float* plane = planes + ((nint)filter * ConvolutionPlan<TShape>.GradientPlane);
            if (filter >= TShape.Filters)
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
        for (int filter = 0; filter < TShape.Filters; filter += TTile.Rows)
        {
            float* z = gradients + ((nint)filter * ConvolutionPlan<TShape>.GradientPlane)
                + ConvolutionPlan<TShape>.GradientMargin;
            int rows = Math.Min(TTile.Rows, TShape.Filters - filter);
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
