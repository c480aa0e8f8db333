namespace NetDsl.Cpu;

/// <summary>Packs weights [group][filter][depth] as panels [group][panel][depth][filter], with zeros where there is no
/// filter: a panel a task.</summary>
internal readonly unsafe struct FilterwiseWeightsKernel(
    int filters, int depth, int panels, float* weights, float* packed) : IKernel
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int width = FilterwiseSums.PanelOf((SimdWidth)TLanes.Count);
        int first = task % panels * width;
        float* from = weights + ((((nint)(task / panels) * filters) + first) * depth);
        MatrixPacking.Pack<TLanes, TVector>(
            packed + ((nint)task * depth * width), from, width, Math.Min(width, filters - first), depth, depth, depth, 1);
    }
}
