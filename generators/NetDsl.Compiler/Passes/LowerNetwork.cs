using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Passes;

/// <summary>Writes a network as operations, each layer by itself, then the outputs. Layers that reach no output are left out:
/// in inference those too that reach auxiliary outputs alone.</summary>
public static class LowerNetwork
{
    public static TensorProgram Run(Network network, bool isTraining)
    {
        var builder = new ProgramBuilder(isTraining);
        var input = builder.Tensor(network.InputName, network.Input, TensorKind.Input);
        var values = new int[network.Layers.Count];
        var isNeeded = Needed(network, isTraining);
        for (var index = 0; index < values.Length; index++)
        {
            var layer = network.Layers[index];
            builder.IsFrozen = layer.IsFrozen;
            values[index] = isNeeded[index] ? layer.Lower(builder, Inputs(layer, values, input)) : -1;
            builder.EndLayer(values[index]);
        }

        LowerHeads(network, builder, head => head.Layer < 0 ? input : values[head.Layer]);
        return builder.ToProgram();
    }

    /// <summary>Of each layer, whether an output depends on it.</summary>
    public static bool[] Needed(Network network, bool isTraining)
    {
        var isNeeded = new bool[network.Layers.Count];
        foreach (var head in network.Outputs)
        {
            if (head.Layer >= 0 && (isTraining || !head.IsAuxiliary))
            {
                isNeeded[head.Layer] = true;
            }
        }

        for (var index = isNeeded.Length - 1; index >= 0; index--)
        {
            foreach (var source in network.Layers[index].Sources)
            {
                if (isNeeded[index] && source >= 0)
                {
                    isNeeded[source] = true;
                }
            }
        }

        return isNeeded;
    }

    private static int[] Inputs(Layer layer, int[] values, int input)
    {
        var inputs = new int[layer.Sources.Count];
        for (var index = 0; index < inputs.Length; index++)
        {
            inputs[index] = layer.Sources[index] < 0 ? input : values[layer.Sources[index]];
        }

        return inputs;
    }

    /// <summary>Those that the network is used for first: the batch's errors are the first output's.</summary>
    private static void LowerHeads(Network network, ProgramBuilder builder, Func<OutputHead, int> values)
    {
        var start = 0;
        foreach (var head in network.MainOutputs)
        {
            LowerHead(network, head, start, builder, values(head));
            start += head.Units;
        }

        foreach (var head in network.Outputs)
        {
            if (head.IsAuxiliary && builder.IsTraining)
            {
                LowerHead(network, head, start, builder, values(head));
                start += head.Units;
            }
        }
    }

    private static void LowerHead(Network network, OutputHead head, int start, ProgramBuilder builder, int values)
    {
        if (!builder.IsTraining)
        {
            builder.Return(head.Name, head.Loss.Give(builder, head, values), start);
            return;
        }

        if (head.Loss.IsOfLayer)
        {
            return;
        }

        var input = head.Loss.ReadsGiven ? head.Loss.Give(builder, head, values) : values;
        builder.Add(new Loss(
            new([head.Name]), head.Loss, head.Name, network.TargetOf(head), head.Weight, Adds: start > 0, head.Units,
            input, Gradient: null, IsWhole: !head.Loss.ReadsGiven));
    }
}
