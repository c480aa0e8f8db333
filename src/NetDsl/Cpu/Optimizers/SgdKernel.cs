using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>One pass over parameters, gradients and velocities: see <see cref="Sgd"/>.</summary>
internal readonly unsafe struct SgdKernel(
    int count, int decayed, Sgd sgd, float rate, float* parameters, float* gradients, float* velocities) : IKernel
{
    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int first = task * UpdatePass.CountOfTask;
        int end = Math.Min(count, first + UpdatePass.CountOfTask);
        int parting = Math.Clamp(decayed, first, end);
        Update<TLanes, TVector>(first, parting, sgd.Decay);
        Update<TLanes, TVector>(parting, end, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update<TLanes, TVector>(int first, int end, float decay)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float momentum = sgd.Momentum;
        bool nesterov = sgd.Nesterov;
        int i = first;
        for (; i <= end - TLanes.Count; i += TLanes.Count)
        {
            Step<TLanes, TVector>(i, decay, momentum, nesterov);
        }

        for (; i < end; i++)
        {
            Step<LanesScalar, float>(i, decay, momentum, nesterov);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step<TLanes, TVector>(int i, float decay, float momentum, bool nesterov)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector weight = TLanes.Load(parameters + i);
        TVector gradient = TLanes.MultiplyAdd(TLanes.Broadcast(decay), weight, TLanes.Load(gradients + i));
        TVector change = gradient;
        if (momentum != 0)
        {
            TVector factor = TLanes.Broadcast(momentum);
            TVector velocity = TLanes.MultiplyAdd(factor, TLanes.Load(velocities + i), gradient);
            TLanes.Store(velocities + i, velocity);
            change = nesterov ? TLanes.MultiplyAdd(factor, velocity, gradient) : velocity;
        }

        TLanes.Store(parameters + i, TLanes.MultiplyAdd(TLanes.Broadcast(-rate), change, weight));
    }
}
