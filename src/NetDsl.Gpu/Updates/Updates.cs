using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Launches the optimizer's update: one pass over all parameters.</summary>
internal static class Updates
{
    public static void Launch(
        Launcher launcher, Memory memory, ArrayView<float> finite, ModelLayout layout, in UpdateStep update)
    {
        int count = layout.ParameterFloats;
        switch (update.Optimizer)
        {
            case Sgd sgd:
                var sgdUpdate = new SgdUpdate(
                    memory.Parameters,
                    memory.Gradients,
                    memory.OptimizerState(0),
                    finite,
                    count,
                    layout.DecayedFloats,
                    sgd,
                    update.Rate);
                launcher.LaunchOver(sgdUpdate, count);
                break;
            case Adam adam:
                var adamUpdate = new AdamUpdate(
                    memory.Parameters,
                    memory.Gradients,
                    memory.OptimizerState(0),
                    memory.OptimizerState(1),
                    finite,
                    count,
                    layout.DecayedFloats,
                    adam,
                    update.Rate,
                    update.Number);
                launcher.LaunchOver(adamUpdate, count);
                break;
            default:
                throw new NotSupportedException($"The GPU has no update for {update.Optimizer.GetType().Name}.");
        }
    }
}
