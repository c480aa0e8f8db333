using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Launches the optimizer's update: one pass over all that is learnt. A new optimizer is a rule beside this and a
/// case here.</summary>
internal static class Updates
{
    public static void Launch(
        Launcher launcher, Memory memory, ArrayView<float> finite, ModelLayout layout, in UpdateStep update)
    {
        var (rate, number) = (update.Rate, update.Number);
        switch (update.Optimizer)
        {
            case Sgd sgd:
                Launch(new SgdRule(sgd), sgd.Decay, 0);
                break;
            case Adam adam:
                Launch(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number), adam.Decay, 0);
                break;
            case AdamW adam:
                Launch(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number), 0, rate * adam.Decay);
                break;
            case Adagrad adagrad:
                Launch(new AdagradRule(adagrad), adagrad.Decay, 0);
                break;
            case RmsProp rmsProp:
                Launch(new RmsPropRule(rmsProp), rmsProp.Decay, 0);
                break;
            default:
                throw new NotSupportedException($"The GPU has no update for {update.Optimizer.GetType().Name}.");
        }

        void Launch<TRule>(TRule rule, float decay, float shrinkage)
            where TRule : unmanaged, IUpdateRule
        {
            int count = layout.LearntFloats;
            var kernel = new OptimizerUpdate<TRule>(
                rule,
                memory.Parameters,
                memory.Gradients,
                memory.OptimizerState(0),
                memory.OptimizerState(1),
                finite,
                count,
                layout.DecayedFloats,
                decay,
                shrinkage,
                rate);
            launcher.LaunchOver(kernel, count);
        }
    }
}
