using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>`relu`, `sigmoid`, `tanh`: one value in, one value out.</summary>
public sealed record ActivationLayer(string Name, string? Documentation, Shape Input, ActivationKind Kind)
    : Layer(Name, Documentation, Input, Input);

public enum ActivationKind
{
    Relu,
    Sigmoid,
    Tanh,
}
