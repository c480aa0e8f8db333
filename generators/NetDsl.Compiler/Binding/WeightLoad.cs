using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>`load "vgg16.safetensors" except fc8`: what a schedule starts from.</summary>
/// <param name="File">The path as written, without its quotes.</param>
/// <param name="Except">The layers that keep their first values; null where the whole file is taken.</param>
public sealed record WeightLoad(string File, LayerSet? Except)
{
    public override string ToString() => Except is null ? File : $"{File} except {Except}";
}
