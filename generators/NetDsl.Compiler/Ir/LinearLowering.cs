using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Ir;

/// <summary>What layers with weights, and mostly a bias, have in common.</summary>
internal static class LinearLowering
{
    /// <param name="core">The kernel's class.</param>
    /// <param name="biases">Values of the bias; null for none.</param>
    public static int Lower(
        this ProgramBuilder builder,
        Layer layer,
        int input,
        string core,
        ShapeDeclaration shape,
        int weights,
        int? biases)
    {
        builder.Declare(shape);
        if (biases is not { } channels)
        {
            var whole = builder.Tensor(layer.Name, layer.Output);
            builder.Add(new Linear(layer.Covers, core, shape.Name, input, weights, null, whole, null));
            return whole;
        }

        var product = builder.Tensor(
            $"{layer.Name} without bias", MemberName.Of(layer.Name) + "Product", layer.Output, TensorKind.Activation);
        var output = builder.Tensor(layer.Name, layer.Output);
        var bias = builder.Bias(layer.Name, channels);
        var area = (int)(layer.Output.Count / channels);
        builder.Add(new Linear(layer.Covers, core, shape.Name, input, weights, null, product, null));
        builder.Add(new AddBias(layer.Covers, channels, area, product, bias, output));
        return output;
    }
}
