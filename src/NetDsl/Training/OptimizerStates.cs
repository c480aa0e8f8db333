namespace NetDsl;

/// <summary>The values that an optimizer keeps for each parameter between two steps.</summary>
internal static class OptimizerStates
{
    /// <summary>Every stage starts from zeros.</summary>
    internal static void Clear(Trainee trainee, Stage stage)
    {
        var zeros = new float[trainee.Layout.ParameterFloats];
        for (int i = 0; i < stage.States; i++)
        {
            trainee.Executor.WriteOptimizerState(i, zeros);
        }
    }
}
