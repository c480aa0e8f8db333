namespace NetDsl.Benchmarks.Contests;

/// <summary>The update that all contestants make: stochastic gradient descent with momentum.</summary>
internal static class Training
{
    /// <summary>The learning rate.</summary>
    public const float Rate = 0.01f;

    /// <summary>What of the velocity a step keeps.</summary>
    public const float Momentum = 0.9f;
}
