using NetDsl.Compiler.Layers;

namespace NetDsl.Conformance.Reference;

/// <summary>relu, sigmoid and tanh with their derivatives, in double.</summary>
internal static class ReferenceActivation
{
    public static double[] Forward(ActivationKind kind, double[] input) => Array.ConvertAll(input, x => Value(kind, x));

    /// <summary>The output's gradient to the input's. A relu's slope at 0 is 0.</summary>
    public static double[] Backward(ActivationKind kind, double[] input, double[] outputGradient) =>
        [.. input.Zip(outputGradient, (x, gradient) => gradient * Slope(kind, x))];

    private static double Value(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Relu => Math.Max(x, 0),
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static double Slope(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Relu => x > 0 ? 1 : 0,
        ActivationKind.Sigmoid => Math.Exp(-x) / Math.Pow(1 + Math.Exp(-x), 2),
        ActivationKind.Tanh => 1 / Math.Pow(Math.Cosh(x), 2),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
