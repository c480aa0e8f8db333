using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Free energies: an example a task.</summary>
internal unsafe struct FreeEnergyKernel : IKernel
{
    public Machine Machine;
    public int VisibleUnits;
    public int HiddenUnits;
    public TensorBuffer Visible;
    public TensorBuffer Sums;
    public TensorBuffer Reconstruction;

    /// <summary>[hidden, visible]; null for visible units of any value.</summary>
    public float* Weights;
    public float* VisibleBias;
    public TensorBuffer Measures;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Execute<TLanes, TVector>(int task, int worker)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        float* visible = Visible.Example(task);
        float* sums = Sums.Example(task);
        float* measures = Measures.Example(task);
        float* softplus = Machine.Scratch(worker, 2L * HiddenUnits);
        Elementwise.Apply<Softplus, TLanes, TVector>(sums, softplus, HiddenUnits);
        float ofHidden = Elementwise.Sum<TLanes, TVector>(softplus, HiddenUnits);
        measures[0] = ReconstructionError.Of<TLanes, TVector>(visible, Reconstruction.Example(task), VisibleUnits);
        if (Weights is null)
        {
            float distance = ReconstructionError.Of<TLanes, TVector>(visible, VisibleBias, VisibleUnits);
            measures[1] = (0.5f * distance) - ofHidden;
            return;
        }

        measures[1] = -Elementwise.Dot<TLanes, TVector>(visible, VisibleBias, VisibleUnits) - ofHidden;
        measures[2] = Turn<TLanes, TVector>(visible, sums, softplus);
    }

    /// <summary>F(v with one unit turned) − F(v), summed from differences: the energies themselves are too large for
    /// it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly float Turn<TLanes, TVector>(float* visible, float* sums, float* softplus)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        uint hash = 0;
        for (int i = 0; i < VisibleUnits; i++)
        {
            hash += TurnedUnit.Part(i, ((uint*)visible)[i]);
        }

        int unit = TurnedUnit.Of(hash, VisibleUnits);
        float change = 1 - (2 * visible[unit]);
        float* turned = softplus + HiddenUnits;
        for (int j = 0; j < HiddenUnits; j++)
        {
            turned[j] = sums[j] + (change * Weights[((nint)j * VisibleUnits) + unit]);
        }

        Elementwise.Apply<Softplus, TLanes, TVector>(turned, turned, HiddenUnits);
        return (-change * VisibleBias[unit]) - Elementwise.Difference<TLanes, TVector>(turned, softplus, HiddenUnits);
    }
}
