using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Free energies: a group for each example.</summary>
/// <param name="weights">[hidden, visible]; of visible units of any value not read.</param>
internal readonly struct FreeEnergyKernel(
    GpuBuffer visible,
    GpuBuffer sums,
    GpuBuffer reconstruction,
    GpuBuffer weights,
    GpuBuffer visibleBias,
    GpuBuffer measures,
    bool isGaussian,
    int visibleUnits,
    int hiddenUnits) : IKernel
{
    private readonly ArrayView<float> visible = visible.View;
    private readonly int visibleStride = visible.Stride;
    private readonly ArrayView<float> sums = sums.View;
    private readonly int sumsStride = sums.Stride;
    private readonly ArrayView<float> reconstruction = reconstruction.View;
    private readonly int reconstructionStride = reconstruction.Stride;
    private readonly ArrayView<float> weights = weights.View;
    private readonly ArrayView<float> visibleBias = visibleBias.View;
    private readonly ArrayView<float> measures = measures.View;
    private readonly int measuresStride = measures.Stride;
    private readonly int isGaussian = isGaussian ? 1 : 0;
    private readonly int visibleUnits = visibleUnits;
    private readonly int hiddenUnits = hiddenUnits;

    public void Run()
    {
        var shared = SharedMemory.Allocate<float>(GroupReduction.MaximalGroupSize);
        var sharedBits = SharedMemory.Allocate<uint>(GroupReduction.MaximalGroupSize);
        int first = Grid.IdxX * visibleStride;
        float error = ReconstructionErrorKernel.Of(
            visible, first, reconstruction, Grid.IdxX * reconstructionStride, visibleUnits, shared);
        float energy = -HiddenPart(shared);
        energy += isGaussian != 0
            ? 0.5f * ReconstructionErrorKernel.Of(visible, first, visibleBias, 0, visibleUnits, shared)
            : -Dot(first, shared);
        Write(0, error);
        Write(1, energy);
        if (isGaussian != 0)
            return;
        int unit = TurnedUnit.Of(GroupReduction.Sum(Hash(first), sharedBits), visibleUnits);
        float change = 1 - 2 * visible[first + unit];
        Write(2, -change * visibleBias[unit] - HiddenChange(change, unit, shared));
    }

    /// <summary>Σ softplus(sums)</summary>
    private float HiddenPart(ArrayView<float> shared)
    {
        float total = 0;
        for (int hidden = Group.IdxX; hidden < hiddenUnits; hidden += Group.DimX)
            total += Softplus.Apply(sums[Grid.IdxX * sumsStride + hidden]);
        return GroupReduction.Sum(total, shared);
    }

    /// <summary>What is added to that where a visible unit changes, summed from differences: the energies themselves
    /// are too large for it.</summary>
    private float HiddenChange(float change, int unit, ArrayView<float> shared)
    {
        float total = 0;
        for (int hidden = Group.IdxX; hidden < hiddenUnits; hidden += Group.DimX)
        {
            float sum = sums[Grid.IdxX * sumsStride + hidden];
            total += Softplus.Apply(sum + change * weights[hidden * visibleUnits + unit]) - Softplus.Apply(sum);
        }

        return GroupReduction.Sum(total, shared);
    }

    private float Dot(int first, ArrayView<float> shared)
    {
        float sum = 0;
        for (int index = Group.IdxX; index < visibleUnits; index += Group.DimX)
            sum += visible[first + index] * visibleBias[index];
        return GroupReduction.Sum(sum, shared);
    }

    private uint Hash(int first)
    {
        uint hash = 0;
        for (int index = Group.IdxX; index < visibleUnits; index += Group.DimX)
            hash += TurnedUnit.Part(index, Interop.FloatAsInt(visible[first + index]));
        return hash;
    }

    private void Write(int measure, float value)
    {
        if (Group.IdxX == 0)
            measures[Grid.IdxX * measuresStride + measure] = value;
    }
}
