namespace NetDsl;

/// <summary>The parameters' first values: they follow from the seed and the tensor's number, the same on every
/// device.</summary>
internal static class ParameterInitializer
{
    /// <param name="parameters">[ModelLayout.ParameterFloats]; the gaps between tensors stay zero.</param>
    internal static void Initialize(ModelLayout layout, ulong seed, Span<float> parameters)
    {
        parameters.Clear();
        for (int i = 0; i < layout.Parameters.Length; i++)
        {
            ParameterLayout parameter = layout.Parameters[i];
            Span<float> values = parameters.Slice(parameter.Offset, parameter.Shape.Count);
            if (parameter.Values is { } given)
            {
                given.CopyTo(values);
                continue;
            }

            Fill(parameter, new RandomStream(RandomPurpose.Initialization, i, seed), values);
        }
    }

    private static void Fill(ParameterLayout parameter, RandomStream random, Span<float> values)
    {
        Initialization start = parameter.Initialization;
        switch (start.Kind)
        {
            case InitializationKind.Zeros:
                break;
            case InitializationKind.Constant:
                values.Fill(start.High);
                break;
            case InitializationKind.Uniform:
                Uniform(random, start.Low, start.High, values);
                break;
            case InitializationKind.Normal:
                Normal(random, start.High, values);
                break;
            case InitializationKind.He:
                Normal(random, Math.Sqrt(2.0 / Math.Max(1, parameter.FanIn)), values);
                break;
            case InitializationKind.Xavier:
                double limit = Math.Sqrt(6.0 / Math.Max(1, parameter.FanIn + parameter.FanOut));
                Uniform(random, -limit, limit, values);
                break;
            case InitializationKind.Orthogonal:
                OrthogonalMatrix.Fill(random, values, parameter.Shape.Sizes[0]);
                break;
            default:
                throw new NotSupportedException($"an initialisation of an unknown kind: {start.Kind}");
        }
    }

    private static void Uniform(RandomStream random, double low, double high, Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (float)(low + (high - low) * random.NextUniform());
        }
    }

    private static void Normal(RandomStream random, double deviation, Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = (float)(deviation * random.NextNormal());
        }
    }
}
