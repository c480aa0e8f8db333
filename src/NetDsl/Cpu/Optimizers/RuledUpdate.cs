namespace NetDsl.Cpu;

/// <summary>The update of a stage that has more to say than its optimizer: still one pass over the parameters, behind
/// one over the gradients where their norm is to be known first.</summary>
internal static unsafe class RuledUpdate
{
    public static void Run<TRule>(
        Machine machine, UpdateRules rules, UpdateStep update, int examples, UpdateMemory memory, TRule rule, long cost)
        where TRule : struct, IUpdateRule
    {
        BatchGradient gradient = GradientOf(rules, update, examples, memory);
        if (rules.Clip is NormClipping clip)
        {
            gradient = gradient.Scaled(clip.Factor(Norm(machine, rules.Tasks, gradient)));
        }

        var kernel = new RuledUpdateKernel<TRule>(
            rule, rules.Tasks, gradient, update.Optimizer.DecouplesDecay, update.Rate,
            memory.Parameters, memory.State0, memory.State1);
        machine.Run(kernel, rules.Tasks.Length, cost);
    }

    private static BatchGradient GradientOf(UpdateRules rules, UpdateStep update, int examples, UpdateMemory memory)
    {
        float limit = (rules.Clip as ValueClipping)?.Limit ?? float.PositiveInfinity;
        return update.Accumulated == 0
            ? new BatchGradient(memory.Gradients, null, 1, 1, limit)
            : new BatchGradient(
                memory.Gradients, memory.Accumulated, examples, 1f / (update.Accumulated + examples), limit);
    }

    /// <summary>The tasks' sums are added in their order, whoever computed them.</summary>
    private static double Norm(Machine machine, UpdateTask[] tasks, BatchGradient gradient)
    {
        float* sums = machine.SharedScratch(tasks.Length);
        long floats = (long)tasks[^1].First + tasks[^1].Count;
        machine.Run(new GradientSquaresKernel(tasks, gradient, sums), tasks.Length, floats);
        double sum = 0;
        for (int i = 0; i < tasks.Length; i++)
        {
            sum += sums[i];
        }

        return Math.Sqrt(sum);
    }
}
