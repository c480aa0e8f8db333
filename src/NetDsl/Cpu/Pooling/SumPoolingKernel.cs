using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Average and sum pooling, both ways: a task is an image.</summary>
/// <param name="wide">Inputs, or their gradient.</param>
/// <param name="narrow">Outputs, or their gradient.</param>
internal readonly unsafe struct SumPoolingKernel<TShape, TScale>(TensorBuffer wide, TensorBuffer narrow, bool backward)
    : IKernel
    where TShape : struct, IPoolingShape
    where TScale : struct, IWindowScale
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* x = wide.Example(task);
        float* y = narrow.Example(task);
        if (backward)
        {
            new Span<float>(x, PoolingPlan<TShape>.InputSize).Clear();
        }

        for (int channel = 0; channel < TShape.Channels; channel++)
        {
            if (backward)
            {
                Spread(x, y);
            }
            else
            {
                Gather(x, y);
            }

            x += PoolingPlan<TShape>.InputPlane;
            y += PoolingPlan<TShape>.OutputPlane;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(float* x, float* y)
    {
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            for (int column = 0; column < TShape.OutputWidth; column++)
            {
                var (top, bottom, left, right) = PoolingPlan<TShape>.Window(row, column);
                float sum = 0;
                for (int i = top; i < bottom; i++)
                {
                    for (int j = left; j < right; j++)
                    {
                        sum += x[(i * TShape.Width) + j];
                    }
                }

                *y++ = sum * TScale.For((bottom - top) * (right - left));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(float* x, float* y)
    {
        for (int row = 0; row < TShape.OutputHeight; row++)
        {
            for (int column = 0; column < TShape.OutputWidth; column++)
            {
                var (top, bottom, left, right) = PoolingPlan<TShape>.Window(row, column);
                float gradient = *y++ * TScale.For((bottom - top) * (right - left));
                for (int i = top; i < bottom; i++)
                {
                    for (int j = left; j < right; j++)
                    {
                        x[(i * TShape.Width) + j] += gradient;
                    }
                }
            }
        }
    }
}
