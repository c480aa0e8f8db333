using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>The activations with their derivatives, by their formulas in x, in double.</summary>
internal static class ReferenceActivation
{
    /// <param name="slope">A leaky relu's below 0.</param>
    public static double[] Forward(ActivationKind kind, double[] input, double slope = 0) =>
        Array.ConvertAll(input, x => Value(kind, x, slope));

    /// <summary>The output's gradient to the input's. The slope at 0 is the one below.</summary>
    public static double[] Backward(ActivationKind kind, double[] input, double[] outputGradient, double slope = 0) =>
        [.. input.Zip(outputGradient, (x, gradient) => gradient * Derivative(kind, x, slope))];

    private static double Value(ActivationKind kind, double x, double slope) => kind switch
    {
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.LeakyRelu => x > 0 ? x : slope * x,
        ActivationKind.Elu => x > 0 ? x : Math.Exp(x) - 1,
        ActivationKind.Gelu => x * Distribution(x),
        ActivationKind.Softplus => Math.Log(1 + Math.Exp(x)),
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static double Derivative(ActivationKind kind, double x, double slope) => kind switch
    {
        ActivationKind.Relu => x > 0 ? 1 : 0,
        ActivationKind.LeakyRelu => x > 0 ? 1 : slope,
        ActivationKind.Elu => x > 0 ? 1 : Math.Exp(x),
        ActivationKind.Gelu => Distribution(x) + x * Density(x),
        ActivationKind.Softplus => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Sigmoid => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2),
        ActivationKind.Tanh => 1 / Math.Pow(Math.Cosh(x), 2),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The standard normal distribution: ½ and the integral of the density from 0 on, by Simpson's
    /// rule.</summary>
    private static double Distribution(double x)
    {
        const int pieces = 2000;
        double width = x / pieces;
        double sum = 0;
        for (int i = 0; i < pieces; i++)
            sum += Density(i * width) + 4 * Density((i + 0.5) * width) + Density((i + 1) * width);
        return 0.5 + sum * width / 6;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
