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
        ActivationKind.Softplus => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Sigmoid => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2),
        ActivationKind.Tanh => 1 / Math.Pow(Math.Cosh(x), 2),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
