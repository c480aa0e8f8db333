using ILGPU;
using ILGPU.Runtime;

namespace NetDsl.Gpu;

/// <summary>A stage's rules in the device's memory, and the launches that need no optimizer.</summary>
internal sealed class DeviceRules : IDisposable
{
    private const int FloatsOfStretch = 4096;
    private const int MaximalParts = 256;

    private readonly MemoryBuffer1D<Stretch, Stride1D.Dense> stretches;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> sums;

    public DeviceRules(Accelerator accelerator, UpdateRules rules)
    {
        Rules = rules;
        var cut = Array.ConvertAll(rules.Cut(FloatsOfStretch), task => new Stretch(task));
        HaveMaximalNorms = Array.Exists(cut, stretch => stretch.Row > 0);
        stretches = accelerator.Allocate1D(cut);
        sums = accelerator.Allocate1D<float>(MaximalParts + 1);
        // the factor where no norm is clipped
        sums.View.SubView(MaximalParts, 1).CopyFromCPU([1f]);
    }

    public UpdateRules Rules { get; }

    /// <summary>Whether one of them limits the norm of its rows.</summary>
    public bool HaveMaximalNorms { get; }

    public ArrayView<Stretch> Stretches => stretches.View;

    /// <summary>[1]: what gradients are scaled by.</summary>
    public ArrayView<float> Factor => ((ArrayView<float>)sums.View).SubView(MaximalParts, 1);

    /// <summary>Computes <see cref="Factor"/>, where the rules have a norm to clip.</summary>
    public void Measure(Launcher launcher, BatchGradient gradients)
    {
        if (Rules.Clip is not NormClipping clip)
            return;
        // the sizes alone decide the parts, and they are summed in order: the same bits each time
        int parts = Math.Min((int)stretches.Length, MaximalParts);
        launcher.Launch(
            new GradientSquares(Stretches, gradients, sums.View),
            new Index3D(parts, 1, 1),
            GroupReduction.MaximalGroupSize);
        launcher.Launch(
            new ClippingFactor(sums.View, Factor, parts, clip.Norm),
            new Index3D(1, 1, 1),
            GroupReduction.MaximalGroupSize);
    }

    public void Dispose()
    {
        stretches.Dispose();
        sums.Dispose();
    }
}
