using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Launches <see cref="ChannelGradient{TActivation}"/>: in parts where channels are few and long.</summary>
internal static class ChannelGradients
{
    private const int ItemsOfPart = 2048;
    private const int MaximalParts = 64;

    public static void Compute<TActivation>(
        in GpuStep step, int channels, int area, GpuBuffer output, GpuBuffer outputGradient, GpuBuffer biasGradient)
        where TActivation : struct, IActivation
    {
        if (!biasGradient.Exists)
        {
            if (!TActivation.IsIdentity)
                Activation.Backward<TActivation>(step, channels * area, output, outputGradient, outputGradient);
            return;
        }

        // the sizes alone decide the parts, and they are summed in order: the same bits each time
        int items = step.Times(area);
        int parts = Math.Clamp(
            (items - 1) / ItemsOfPart + 1, 1, Math.Clamp(Launcher.ScratchFloats / channels, 1, MaximalParts));
        int part = (items - 1) / parts + 1;
        var sums = parts == 1 ? biasGradient.View : step.Launcher.Scratch;
        var kernel = new ChannelGradient<TActivation>(
            output.Exists ? output : outputGradient, outputGradient, sums, channels,
            new ChannelStep(area, step.Launcher.Threads(GroupReduction.MaximalGroupSize)), items, part);
        step.Launcher.Launch(kernel, new Index3D(channels, parts, 1), GroupReduction.MaximalGroupSize);
        if (parts > 1)
            step.Launcher.LaunchOver(new PartSum(sums, biasGradient.View, channels, parts), channels);
    }
}
