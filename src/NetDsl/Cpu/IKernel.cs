namespace NetDsl.Cpu;

/// <summary>A job that is written once for all vector widths.</summary>
internal interface IKernel
{
    /// <summary>Does one task: see <see cref="IJob.Execute"/>.</summary>
    void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
