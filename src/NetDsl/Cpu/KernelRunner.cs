using System.Runtime.Intrinsics;

namespace NetDsl.Cpu;

/// <summary>Runs kernels on a machine's threads with its vectors.</summary>
internal static class KernelRunner
{
    /// <summary>Runs a kernel's tasks; see <see cref="ThreadTeam.Run"/>.</summary>
    /// <param name="cost">Multiply-adds or the like, of all tasks together: small work stays on the caller's
    /// thread.</param>
    public static void Run<TKernel>(this Machine machine, in TKernel kernel, int tasks, long cost)
        where TKernel : struct, IKernel
    {
        switch (machine.Width)
        {
            case SimdWidth.Bits512 when SimdWidths.Has512:
                Run<TKernel, Lanes512, Vector512<float>>(machine, kernel, tasks, cost);
                break;
            case SimdWidth.Bits256:
                Run<TKernel, Lanes256, Vector256<float>>(machine, kernel, tasks, cost);
                break;
            case SimdWidth.Bits128:
                Run<TKernel, Lanes128, Vector128<float>>(machine, kernel, tasks, cost);
                break;
            default:
                Run<TKernel, LanesScalar, float>(machine, kernel, tasks, cost);
                break;
        }
    }

    /// <summary>Runs a kernel's tasks on this thread, as part of another kernel's task.</summary>
    public static void RunHere<TKernel, TLanes, TVector>(in TKernel kernel, int tasks, int worker)
        where TKernel : struct, IKernel
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (int task = 0; task < tasks; task++)
        {
            kernel.Execute<TLanes, TVector>(task, worker);
        }
    }

    private static void Run<TKernel, TLanes, TVector>(Machine machine, in TKernel kernel, int tasks, long cost)
        where TKernel : struct, IKernel
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (cost < machine.SmallWork)
        {
            RunHere<TKernel, TLanes, TVector>(kernel, tasks, worker: 0);
            return;
        }

        var job = new LaneJob<TKernel, TLanes, TVector>(kernel);
        machine.Team.Run(ref job, tasks);
    }

    private readonly struct LaneJob<TKernel, TLanes, TVector>(TKernel kernel) : IJob
        where TKernel : struct, IKernel
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        public void Execute(int task, int worker) => kernel.Execute<TLanes, TVector>(task, worker);
    }
}
