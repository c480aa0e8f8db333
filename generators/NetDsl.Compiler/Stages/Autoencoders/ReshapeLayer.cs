using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages.Autoencoders;

/// <summary>Features as an image again, or as a signal. No kernel: values lie so already.</summary>
public sealed record ReshapeLayer(string Name, Shape Input, Shape Output)
    : Layer(Name, Documentation: null, Input, Output)
{
    public override bool IsInPlace => true;

    public override string Description => $"as {Output}";

    public override int Lower(ProgramBuilder builder, int input) => input;
}
