using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>`maxpool 3x3 stride 2 ceil`: the padding never wins a maximum, and an average counts only what it sees.</summary>
public sealed record PoolingLayer(
    string Name,
    string? Documentation,
    Shape Input,
    Shape Output,
    PoolingKind Kind,
    Window Window,
    Window Stride,
    Padding Padding,
    bool RoundUp) : Layer(Name, Documentation, Input, Output);

public enum PoolingKind
{
    Max,
    Average,
    Sum,
}
