namespace NetDsl;

/// <summary>The values that an optimizer keeps for each parameter between two steps.</summary>
internal static class OptimizerStates
{
    /// <summary>How many it keeps: a velocity, or a first and a second moment.</summary>
    internal static int Count(Optimizer optimizer) => optimizer switch
    {
        Sgd sgd => sgd.Momentum == 0 ? 0 : 1,
        Adam => 2,
        _ => throw new NotSupportedException($"an optimizer of an unknown kind: {optimizer.GetType().Name}"),
    };

    /// <summary>Every stage starts from zeros.</summary>
    internal static void Clear(Model model, Optimizer optimizer)
    {
        var zeros = new float[model.ModelLayout.ParameterFloats];
        for (int i = 0; i < Count(optimizer); i++)
        {
            model.Executor.WriteOptimizerState(i, zeros);
        }
    }
}
