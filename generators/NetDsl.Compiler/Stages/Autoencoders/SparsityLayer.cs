using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>Leaves codes as they are, and in training adds what their mean activity costs. Of images a channel is one
/// unit, whose mean is taken over its area too: it is one filter everywhere.</summary>
public sealed record SparsityLayer(string Name, Shape Input, SparsityTarget Sparsity)
    : Layer(Name, Documentation: null, Input, Input)
{
    public override bool IsInPlace => true;

    public override string Description =>
        $"sparsity {Text.Real(Sparsity.Target)} weight {Text.Real(Sparsity.Weight)}";

    public override int Lower(ProgramBuilder builder, int input)
    {
        if (builder.IsTraining)
        {
            var area = (int)(Input.Count / Input.Channels);
            builder.Add(new PenalizeActivity(Covers, Sparsity, Input.Channels, area, input));
        }

        return input;
    }
}
