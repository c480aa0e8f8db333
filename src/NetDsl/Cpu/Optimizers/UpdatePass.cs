namespace NetDsl.Cpu;

/// <summary>An optimizer's update of all that is learnt, in one pass. A new optimizer is a rule beside this and a case
/// here.</summary>
internal static unsafe class UpdatePass
{
    /// <summary>Parameters of a task; a multiple of every vector.</summary>
    public const int CountOfTask = 16_384;

    /// <summary>Updates the first layout.LearntFloats parameters and the optimizer's states in place.</summary>
    /// <exception cref="NotSupportedException">An optimizer that this device does not know.</exception>
    public static void Run(
        Machine machine, ModelLayout layout, in UpdateStep update,
        float* parameters, float* gradients, float* state0, float* state1)
    {
        var (rate, number) = (update.Rate, update.Number);
        switch (update.Optimizer)
        {
            case Sgd sgd:
                Run(new SgdRule(sgd), Decay.InGradient(sgd.Decay), 2);
                break;
            case Adam adam:
                Run(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number), Decay.InGradient(adam.Decay), 8);
                break;
            case AdamW adam:
                Run(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number), Decay.Decoupled(adam.Decay, rate), 8);
                break;
            case Adagrad adagrad:
                Run(new AdagradRule(adagrad), Decay.InGradient(adagrad.Decay), 8);
                break;
            case RmsProp rmsProp:
                Run(new RmsPropRule(rmsProp), Decay.InGradient(rmsProp.Decay), 8);
                break;
            default:
                throw new NotSupportedException(
                    $"The CPU device has no update for the optimizer {update.Optimizer.GetType().Name}.");
        }

        void Run<TRule>(TRule rule, Decay decay, int operations)
            where TRule : struct, IUpdateRule
        {
            int count = layout.LearntFloats;
            machine.Run(
                new UpdateKernel<TRule>(
                    rule, count, layout.DecayedFloats, decay, rate, parameters, gradients, state0, state1),
                (count + CountOfTask - 1) / CountOfTask, (long)count * operations);
        }
    }
}
