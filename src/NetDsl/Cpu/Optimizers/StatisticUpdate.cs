using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>running += momentum · (batch − running) for all running statistics.</summary>
internal static unsafe class StatisticUpdate
{
    private const int BlocksOfTask = 512;

    /// <param name="gradients">With the batch's statistics in it.</param>
    public static void Run(Machine machine, StatisticTable table, float* parameters, float* gradients)
    {
        if (table.Count > 0)
        {
            var kernel = new Kernel(table.Momenta, parameters + table.First, gradients + table.First);
            machine.Run(kernel, (table.Momenta.Length + BlocksOfTask - 1) / BlocksOfTask, table.Count);
        }
    }

    private readonly struct Kernel(float[] momenta, float* running, float* batch) : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int end = Math.Min(momenta.Length, (task + 1) * BlocksOfTask);
            for (int block = task * BlocksOfTask; block < end; block++)
            {
                TVector momentum = TLanes.Broadcast(momenta[block]);
                for (int i = block * StatisticTable.Block; i < (block + 1) * StatisticTable.Block; i += TLanes.Count)
                {
                    TVector old = TLanes.Load(running + i);
                    TVector change = TLanes.Subtract(TLanes.Load(batch + i), old);
                    TLanes.Store(running + i, TLanes.MultiplyAdd(momentum, change, old));
                }
            }
        }
    }
}
