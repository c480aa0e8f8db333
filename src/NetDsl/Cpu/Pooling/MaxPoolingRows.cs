using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Some rows of one plane's maxima, in the way that suits the shape.</summary>
internal static unsafe class MaxPoolingRows<TShape>
    where TShape : struct, IPoolingShape
{
    /// <summary>Floats of scratch memory.</summary>
    public static int Scratch => MaxPoolingChoice<TShape>.Scratch;

    /// <summary>To be called once for scratch memory.</summary>
    /// <param name="chooses">Whether places will be asked for.</param>
    public static void Prepare<TLanes, TVector>(float* scratch, bool chooses)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (!PoolingPlan<TShape>.IsByRows || MaxPoolingHalves<TShape>.Fits<TLanes, TVector>())
        {
            return;
        }

        if (chooses)
        {
            MaxPoolingChoice<TShape>.Prepare(scratch);
        }
        else
        {
            MaxPoolingPlane<TShape>.Prepare(scratch);
        }
    }

    /// <summary>Rows <paramref name="first"/> to before <paramref name="end"/>.</summary>
    /// <param name="x">Where the plane begins; of its rows only those that the windows see need be there.</param>
    /// <param name="y">Where the plane's maxima begin.</param>
    /// <param name="chosen">Where their places begin; null in inference.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TLanes, TVector>(float* x, float* y, float* chosen, float* scratch, int first, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (!PoolingPlan<TShape>.IsByRows)
        {
            OneByOne(x, y, chosen, first, end);
        }
        else if (MaxPoolingHalves<TShape>.Fits<TLanes, TVector>())
        {
            MaxPoolingHalves<TShape>.Run<TLanes, TVector>(x, y, chosen, first, end);
        }
        else if (chosen is null)
        {
            MaxPoolingPlane<TShape>.Run<TLanes, TVector>(x, y, scratch, first, end);
        }
        else
        {
            MaxPoolingChoice<TShape>.Run<TLanes, TVector>(x, y, chosen, scratch, first, end);
        }
    }

    /// <summary>For shapes that no network has: windows wholly in the padding, planes of millions of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne(float* x, float* y, float* chosen, int first, int end)
    {
        for (int i = first * TShape.OutputWidth; i < end * TShape.OutputWidth; i++)
        {
            var (top, bottom) = PoolingPlan<TShape>.Rows(i / TShape.OutputWidth);
            var (left, right) = PoolingPlan<TShape>.Columns(i % TShape.OutputWidth);
            float best = float.NegativeInfinity;
            int place = (top * TShape.Width) + left;
            for (int row = top; row < bottom; row++)
            {
                for (int column = left; column < right; column++)
                {
                    float value = x[(row * TShape.Width) + column];
                    if (value > best || float.IsNaN(value))
                    {
                        best = value;
                        place = (row * TShape.Width) + column;
                    }
                }
            }

            // a window wholly in the padding sees nothing: 0, as padding elsewhere, with no pixel to blame
            bool sees = top < bottom && left < right;
            y[i] = sees ? best : 0;
            if (chosen is not null)
            {
                ((int*)chosen)[i] = sees ? place : 0;
            }
        }
    }
}
