using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>f(input · factor + addend + residual) of some channels of one example.</summary>
internal readonly unsafe struct ScaleChannelsKernel<TActivation> : IKernel
    where TActivation : struct, IActivation
{
    public required int Channels { get; init; }

    public required int Area { get; init; }

    public required int ChannelsOfTask { get; init; }

    public required TensorBuffer Input { get; init; }

    public required float* Factor { get; init; }

    /// <summary>Null for none.</summary>
    public required float* Addend { get; init; }

    public required TensorBuffer Residual { get; init; }

    public required TensorBuffer Output { get; init; }

    public int TasksOfExample => (Channels + ChannelsOfTask - 1) / ChannelsOfTask;

    public void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        int example = task / TasksOfExample;
        int first = task % TasksOfExample * ChannelsOfTask;
        int end = Math.Min(Channels, first + ChannelsOfTask);
        float* input = Input.Example(example);
        float* residual = Residual.IsNone ? null : Residual.Example(example);
        float* output = Output.Example(example);
        if (Area == 1)
        {
            Features<TLanes, TVector>(input, residual, output, first, end);
            return;
        }

        for (int channel = first; channel < end; channel++)
        {
            nint start = (nint)channel * Area;
            PlaneScaling.Forward<TActivation, TLanes, TVector>(
                input + start, 0, Factor[channel], Addend is null ? 0 : Addend[channel],
                residual is null ? null : residual + start, output + start, Area);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Features<TLanes, TVector>(float* input, float* residual, float* output, int channel, int end)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        for (; channel <= end - TLanes.Count; channel += TLanes.Count)
        {
            Feature<TLanes, TVector>(input, residual, output, channel);
        }

        for (; channel < end; channel++)
        {
            Feature<LanesScalar, float>(input, residual, output, channel);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Feature<TLanes, TVector>(float* input, float* residual, float* output, int channel)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        TVector value = TLanes.MultiplyAdd(
            TLanes.Load(input + channel),
            TLanes.Load(Factor + channel),
            Addend is null ? default : TLanes.Load(Addend + channel));
        value = residual is null ? value : TLanes.Add(value, TLanes.Load(residual + channel));
        TLanes.Store(output + channel, TActivation.Apply<TLanes, TVector>(value));
    }
}
