using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>`dropout 0.5`: in training each value is 0 with this probability, and is else divided by 1 − rate.</summary>
public sealed record DropoutLayer(string Name, string? Documentation, Shape Input, double Rate)
    : Layer(Name, Documentation, Input, Input);
