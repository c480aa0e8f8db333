using ILGPU;

namespace NetDsl.Gpu;

/// <summary>Launches the optimizer's update: one pass over all that is learnt. A new optimizer is a rule beside this and a
/// case here.</summary>
internal static class Updates
{
    /// <param name="finite">One value: 0 where the loss was not finite, and then nothing changes.</param>
    /// <param name="rules">The update's rules on this device; null where it has none.</param>
    /// <param name="examples">Of the batch that the gradients are of.</param>
    public static void Launch(
        Launcher launcher,
        Memory memory,
        ArrayView<float> finite,
        ModelLayout layout,
        UpdateStep update,
        DeviceRules? rules,
        int examples)
    {
        int number = update.Number;
        switch (update.Optimizer)
        {
            case Sgd sgd:
                Launch(new SgdRule(sgd));
                break;
            case Adam adam:
                Launch(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number));
                break;
            case AdamW adam:
                Launch(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number));
                break;
            case Adagrad adagrad:
                Launch(new AdagradRule(adagrad));
                break;
            case RmsProp rmsProp:
                Launch(new RmsPropRule(rmsProp));
                break;
            default:
                throw new NotSupportedException($"The GPU has no update for {update.Optimizer.GetType().Name}.");
        }

        void Launch<TRule>(TRule rule)
            where TRule : unmanaged, IUpdateRule
        {
            if (rules is null)
                LaunchPlain(launcher, memory, finite, layout, update, rule);
            else
                LaunchRuled(launcher, memory, finite, update, rules, examples, rule);
        }
    }

    private static void LaunchPlain<TRule>(
        Launcher launcher, Memory memory, ArrayView<float> finite, ModelLayout layout, UpdateStep update, TRule rule)
        where TRule : unmanaged, IUpdateRule
    {
        var optimizer = update.Optimizer;
        var kernel = new OptimizerUpdate<TRule>(
            rule,
            memory.Parameters,
            memory.Gradients,
            memory.OptimizerState(0),
            memory.OptimizerState(1),
            finite,
            layout.LearntFloats,
            layout.DecayedFloats,
            optimizer.DecouplesDecay ? 0 : optimizer.Decay,
            optimizer.DecouplesDecay ? update.Rate * optimizer.Decay : 0,
            update.Rate);
        launcher.LaunchOver(kernel, layout.LearntFloats);
    }

    private static void LaunchRuled<TRule>(
        Launcher launcher,
        Memory memory,
        ArrayView<float> finite,
        UpdateStep update,
        DeviceRules rules,
        int examples,
        TRule rule)
        where TRule : unmanaged, IUpdateRule
    {
        float limit = (rules.Rules.Clip as ValueClipping)?.Limit ?? 0;
        var gradients = update.Accumulated == 0
            ? new BatchGradient(memory.Gradients, default, 1, 1, limit)
            : new BatchGradient(
                memory.Gradients, memory.Accumulated, examples, 1f / (update.Accumulated + examples), limit);
        rules.Measure(launcher, gradients);
        var kernel = new RuledUpdate<TRule>(
            rule,
            rules.Stretches,
            gradients,
            memory.Parameters,
            memory.OptimizerState(0),
            memory.OptimizerState(1),
            finite,
            rules.Factor,
            update.Optimizer.DecouplesDecay ? 1 : 0,
            update.Rate);
        int groups = Math.Min((int)rules.Stretches.Length, launcher.Multiprocessors * 16);
        launcher.Launch(kernel, new Index3D(groups, 1, 1), GroupReduction.MaximalGroupSize);
        if (rules.HaveMaximalNorms)
        {
            launcher.Launch(
                new MaximalNorms(rules.Stretches, memory.Parameters, finite),
                new Index3D(groups, 1, 1),
                GroupReduction.MaximalGroupSize);
        }
    }
}
