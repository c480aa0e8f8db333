namespace NetDsl.Compiler.Binding;

/// <summary>What a layer's default bias and initialisation depend on: the layer that reads it, where that is the next
/// in the text.</summary>
/// <param name="IsNormalization">Whether that is a batchnorm.</param>
/// <param name="IsRectifier">Whether that is a relu or the like, or such a one follows with a batchnorm
/// between.</param>
internal sealed record Follower(bool IsNormalization, bool IsRectifier)
{
    public static readonly Follower None = new(false, false);
}
