using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>The input's gradient: a task is some examples, for which each weight is read once.</summary>
internal readonly unsafe struct LocalInputKernel<TShape>(
    Machine machine, int count, float* weights, TensorBuffer outputGradient, TensorBuffer inputGradient) : IKernel
    where TShape : struct, IConvolutionShape
{
    private const int ExamplesOfTask = 8;

    public int Tasks => (count + ExamplesOfTask - 1) / ExamplesOfTask;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int depth = LocalPatches<TShape>.Depth;
        int first = task * ExamplesOfTask;
        int examples = Math.Min(ExamplesOfTask, count - first);
        float* patches = machine.Scratch(worker, (long)ExamplesOfTask * depth);
        for (int i = 0; i < examples; i++)
        {
            int size = TShape.Channels * TShape.Height * TShape.Width;
            new Span<float>(inputGradient.Example(first + i), size).Clear();
        }

        for (int place = 0; place < LocalPatches<TShape>.Places; place++)
        {
            new Span<float>(patches, examples * depth).Clear();
            for (int filter = 0; filter < TShape.Filters; filter++)
            {
                nint unit = ((nint)filter * LocalPatches<TShape>.Places) + place;
                for (int i = 0; i < examples; i++)
                {
                    Elementwise.AddScaled<TLanes, TVector>(
                        patches + ((nint)i * depth), weights + (unit * depth),
                        outputGradient.Example(first + i)[unit], depth);
                }
            }

            for (int i = 0; i < examples; i++)
            {
                LocalPatches<TShape>.Scatter(patches + ((nint)i * depth), place, inputGradient.Example(first + i));
            }
        }
    }
}
