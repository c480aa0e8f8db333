namespace NetDsl.Compiler.Rates;

/// <summary>The learning rate over a stage.</summary>
/// <param name="Initial">The rate that the plan starts from, after the warm-up.</param>
/// <param name="WarmUpEpochs">Epochs over which the rate rises linearly from 0 to <paramref name="Initial"/>.</param>
public abstract record RatePlan(double Initial, double WarmUpEpochs)
{
    /// <summary>The runtime's record, as generated code makes it: `ConstantRate(Initial: 0.1f, …)`.</summary>
    public abstract string Value { get; }

    /// <summary>For the schedule's documentation: `rate 0.1 along a cosine to 0.001`.</summary>
    public abstract string Description { get; }

    /// <summary>What every plan's value starts with.</summary>
    private protected string Start => $"Initial: {Text.Float(Initial)}, WarmUpEpochs: {Text.Float(WarmUpEpochs)}";
}
