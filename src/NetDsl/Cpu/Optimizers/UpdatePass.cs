namespace NetDsl.Cpu;

/// <summary>An optimizer's update of all that is learnt, in one pass. A new optimizer is a rule beside this and a case
/// here.</summary>
internal static class UpdatePass
{
    /// <summary>Parameters of a task; a multiple of every vector.</summary>
    public const int CountOfTask = 16_384;

    /// <summary>Updates the first layout.LearntFloats parameters and the optimizer's states in place.</summary>
    /// <param name="examples">Of the batch that the gradients are of.</param>
    /// <exception cref="NotSupportedException">An optimizer that this device does not know.</exception>
    public static void Run(
        Machine machine, ModelLayout layout, UpdateStep update, int examples, UpdateMemory memory)
    {
        int number = update.Number;
        switch (update.Optimizer)
        {
            case Sgd sgd:
                Run(new SgdRule(sgd), 2);
                break;
            case Adam adam:
                Run(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number), 8);
                break;
            case AdamW adam:
                Run(new AdamRule(adam.Beta1, adam.Beta2, adam.Epsilon, number), 8);
                break;
            case Adagrad adagrad:
                Run(new AdagradRule(adagrad), 8);
                break;
            case RmsProp rmsProp:
                Run(new RmsPropRule(rmsProp), 8);
                break;
            default:
                throw new NotSupportedException(
                    $"The CPU device has no update for the optimizer {update.Optimizer.GetType().Name}.");
        }

        void Run<TRule>(TRule rule, int operations)
            where TRule : struct, IUpdateRule
        {
            if (update.Rules is { } rules)
            {
                long cost = (long)layout.LearntFloats * operations;
                RuledUpdate.Run(machine, rules, update, examples, memory, rule, cost);
            }
            else
            {
                RunPlain(machine, layout, update, memory, rule, operations);
            }
        }
    }

    private static unsafe void RunPlain<TRule>(
        Machine machine, ModelLayout layout, UpdateStep update, UpdateMemory memory, TRule rule, int operations)
        where TRule : struct, IUpdateRule
    {
        int count = layout.LearntFloats;
        Optimizer optimizer = update.Optimizer;
        Decay decay = optimizer.DecouplesDecay
            ? Decay.Decoupled(optimizer.Decay, update.Rate)
            : Decay.InGradient(optimizer.Decay);
        machine.Run(
            new UpdateKernel<TRule>(
                rule, count, layout.DecayedFloats, decay, update.Rate,
                memory.Parameters, memory.Gradients, memory.State0, memory.State1),
            (count + CountOfTask - 1) / CountOfTask, (long)count * operations);
    }
}
