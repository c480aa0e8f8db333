using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A dense layer on few examples: reads the weights once, as they lie, at the speed of the memory.</summary>
internal readonly unsafe struct DenseVectorKernel<TActivation>(
    int examples,
    int inputs,
    int outputs,
    TensorBuffer input,
    float* weights,
    float* bias,
    TensorBuffer residual,
    TensorBuffer output) : IKernel
    where TActivation : struct, IActivation
{
    private const int RowsOfTask = 64;

    public int Tasks => (outputs + RowsOfTask - 1) / RowsOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * RowsOfTask;
        int count = Math.Min(RowsOfTask, outputs - first);
        int row = first;
        for (; row <= first + count - 4; row += 4)
        {
            for (int example = 0; example < examples; example++)
            {
                FourRows<TLanes, TVector>(
                    weights + ((nint)row * inputs), input.Example(example), output.Example(example) + row, inputs);
            }
        }

        for (; row < first + count; row++)
        {
            for (int example = 0; example < examples; example++)
            {
                output.Example(example)[row] = Row<TLanes, TVector>(
                    weights + ((nint)row * inputs), input.Example(example), inputs);
            }
        }

        for (int example = 0; example < examples; example++)
        {
            Elementwise.AddBiasAndActivate<TActivation, TLanes, TVector>(
                output.Example(example) + first, bias is null ? null : bias + first,
                residual.IsNone ? null : residual.Example(example) + first, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourRows<TLanes, TVector>(float* row, float* x, float* y, int inputs)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* row1 = row + inputs;
        float* row2 = row1 + inputs;
        float* row3 = row2 + inputs;
        TVector s0 = default, s1 = default, s2 = default, s3 = default;
        TVector t0 = default, t1 = default, t2 = default, t3 = default;
        int i = 0;
        for (; i <= inputs - (2 * TLanes.Count); i += 2 * TLanes.Count)
        {
            TVector a = TLanes.Load(x + i);
            TVector b = TLanes.Load(x + i + TLanes.Count);
            s0 = TLanes.MultiplyAdd(a, TLanes.Load(row + i), s0);
            s1 = TLanes.MultiplyAdd(a, TLanes.Load(row1 + i), s1);
            s2 = TLanes.MultiplyAdd(a, TLanes.Load(row2 + i), s2);
            s3 = TLanes.MultiplyAdd(a, TLanes.Load(row3 + i), s3);
            t0 = TLanes.MultiplyAdd(b, TLanes.Load(row + i + TLanes.Count), t0);
            t1 = TLanes.MultiplyAdd(b, TLanes.Load(row1 + i + TLanes.Count), t1);
            t2 = TLanes.MultiplyAdd(b, TLanes.Load(row2 + i + TLanes.Count), t2);
            t3 = TLanes.MultiplyAdd(b, TLanes.Load(row3 + i + TLanes.Count), t3);
        }

        float y0 = TLanes.Sum(TLanes.Add(s0, t0));
        float y1 = TLanes.Sum(TLanes.Add(s1, t1));
        float y2 = TLanes.Sum(TLanes.Add(s2, t2));
        float y3 = TLanes.Sum(TLanes.Add(s3, t3));
        for (; i < inputs; i++)
        {
            y0 += x[i] * row[i];
            y1 += x[i] * row1[i];
            y2 += x[i] * row2[i];
            y3 += x[i] * row3[i];
        }

        y[0] = y0;
        y[1] = y1;
        y[2] = y2;
        y[3] = y3;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Row<TLanes, TVector>(float* row, float* x, int inputs)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector sums = default;
        int i = 0;
        for (; i <= inputs - TLanes.Count; i += TLanes.Count)
        {
            sums = TLanes.MultiplyAdd(TLanes.Load(x + i), TLanes.Load(row + i), sums);
        }

        float sum = TLanes.Sum(sums);
        for (; i < inputs; i++)
        {
            sum += x[i] * row[i];
        }

        return sum;
    }
}
