namespace NetDsl;

/// <summary>The values that an optimizer keeps for each parameter between two steps.</summary>
internal static class OptimizerStates
{
    /// <summary>Every stage starts from zeros.</summary>
    internal static void Clear(Model model, Optimizer optimizer)
    {
        var zeros = new float[model.ModelLayout.ParameterFloats];
        for (int i = 0; i < optimizer.States; i++)
        {
            model.Executor.WriteOptimizerState(i, zeros);
        }
    }
}
