using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The weights' gradient: a task is some places of the output, each summed over the batch in order.</summary>
internal unsafe struct LocalWeightsKernel<TShape> : IKernel
    where TShape : struct, IConvolutionShape
{
    private const int ExamplesAtOnce = 32;

    public Machine Machine;
    public int Count;
    public TensorBuffer Input;
    public TensorBuffer OutputGradient;
    public float* Gradient;
    public int PlacesOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int depth = LocalPatches<TShape>.Depth;
        float* patches = Machine.Scratch(worker, (long)ExamplesAtOnce * depth);
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
                    float* sum = Gradient + (unit * depth);
                    if (first == 0)
                    {
                        new Span<float>(sum, depth).Clear();
                    }

                    for (int i = 0; i < examples; i++)
                    {
                        Elementwise.AddScaled<TLanes, TVector>(
                            sum, patches + ((nint)i * depth), OutputGradient.Example(first + i)[unit], depth);
                    }
                }
            }
        }
    }
}
