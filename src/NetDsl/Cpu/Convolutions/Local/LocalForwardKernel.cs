using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>A task is some places of the output, over the whole batch: each place's weights are read once.</summary>
internal unsafe struct LocalForwardKernel<TShape, TActivation> : IKernel
    where TShape : struct, IConvolutionShape
    where TActivation : struct, IActivation
{
    /// <summary>Examples whose patches lie side by side: a multiple of 4.</summary>
    private const int ExamplesAtOnce = 32;

    public Machine Machine;
    public int Count;
    public TensorBuffer Input;
    public float* Weights;

    /// <summary>Null for none.</summary>
    public float* Bias;
    public TensorBuffer Output;
    public int PlacesOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int depth = LocalPatches<TShape>.Depth;
        float* sums = Machine.Scratch(worker, ExamplesAtOnce + ((long)ExamplesAtOnce * depth));
        float* patches = sums + ExamplesAtOnce;
        int end = Math.Min(LocalPatches<TShape>.Places, (task + 1) * PlacesOfTask);
        for (int place = task * PlacesOfTask; place < end; place++)
        {
            for (int first = 0; first < Count; first += ExamplesAtOnce)
            {
                int examples = Math.Min(ExamplesAtOnce, Count - first);
                for (int i = 0; i < examples; i++)
                {
                    LocalPatches<TShape>.Gather(Input.Example(first + i), place, patches + ((nint)i * depth));
                }

                for (int filter = 0; filter < TShape.Filters; filter++)
                {
                    nint unit = ((nint)filter * LocalPatches<TShape>.Places) + place;
                    Multiply<TLanes, TVector>(Weights + (unit * depth), patches, examples, sums);
                    Elementwise.AddAndActivate<TActivation, TLanes, TVector>(
                        sums, Bias is null ? 0 : Bias[unit], sums, examples);
                    for (int i = 0; i < examples; i++)
                    {
                        Output.Example(first + i)[unit] = sums[i];
                    }
                }
            }
        }
    }

    /// <summary>sums[example] = weights · patch; of four examples at a time, the last perhaps not asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<TLanes, TVector>(float* weights, float* patches, int examples, float* sums)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int depth = LocalPatches<TShape>.Depth;
        for (int example = 0; example < examples; example += 4)
        {
            float* a = patches + ((nint)example * depth);
            float* b = a + depth;
            float* c = b + depth;
            float* d = c + depth;
            TVector sumA = default, sumB = default, sumC = default, sumD = default;
            int k = 0;
            for (; k <= depth - TLanes.Count; k += TLanes.Count)
            {
                TVector w = TLanes.Load(weights + k);
                sumA = TLanes.MultiplyAdd(w, TLanes.Load(a + k), sumA);
                sumB = TLanes.MultiplyAdd(w, TLanes.Load(b + k), sumB);
                sumC = TLanes.MultiplyAdd(w, TLanes.Load(c + k), sumC);
                sumD = TLanes.MultiplyAdd(w, TLanes.Load(d + k), sumD);
            }

            float* sum = sums + example;
            TLanes.StoreSums(sum, sumA, sumB, sumC, sumD);
            for (; k < depth; k++)
            {
                sum[0] += weights[k] * a[k];
                sum[1] += weights[k] * b[k];
                sum[2] += weights[k] * c[k];
                sum[3] += weights[k] * d[k];
            }
        }
    }
}
