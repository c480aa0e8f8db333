using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>Writes a network as operations, each layer by itself, then the head.</summary>
public static class LowerNetwork
{
    public static TensorProgram Run(Network network, bool isTraining)
    {
        var builder = new ProgramBuilder(isTraining);
        var values = builder.Tensor(network.InputName, network.Input, TensorKind.Input);
        foreach (var layer in network.Layers)
        {
            values = layer.Lower(builder, values);
            builder.EndLayer(values);
        }

        LowerHead(network.Output, builder, values);
        return builder.ToProgram();
    }

    private static void LowerHead(OutputHead head, ProgramBuilder builder, int values)
    {
        var isSoftmax = head.Loss == LossKind.SoftmaxCrossEntropy;
        var shape = Shape.Features(head.Units);
        if (isSoftmax)
        {
            var probabilities = builder.Tensor(
                $"{head.Name}'s probabilities", MemberName.Of(head.Name) + "Probabilities", shape, TensorKind.Activation);
            builder.Add(new Softmax(new([head.Name]), head.Units, values, probabilities));
            values = probabilities;
        }

        if (builder.IsTraining)
        {
            builder.Add(new Loss(new([head.Name]), head.Loss, head.Units, values, null, IsWhole: !isSoftmax));
        }
        else
        {
            builder.Return(values);
        }
    }
}
