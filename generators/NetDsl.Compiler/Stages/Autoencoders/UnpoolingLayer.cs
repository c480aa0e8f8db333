using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>A pooling undone, by its switches or by repeating each value over its window.</summary>
/// <param name="Pooling">The layer that is undone: it stands in front.</param>
/// <param name="HasSwitches">Whether each value goes where the pooling's maximum stood.</param>
public sealed record UnpoolingLayer(string Name, PoolingLayer Pooling, bool HasSwitches)
    : Layer(Name, Documentation: null, Pooling.Output, Pooling.Input)
{
    public override string Description =>
        HasSwitches ? $"by {Pooling.Name}'s switches" : $"upsample over {Pooling.Name}'s windows";

    public override int Lower(ProgramBuilder builder, int input)
    {
        var output = builder.Tensor(Name, Output);
        int? choice = HasSwitches ? builder.ChoiceOf(Pooling.Name) : null;
        builder.Add(new Unpool(Covers, Pooling.ShapeName, input, choice, output));
        return output;
    }
}
