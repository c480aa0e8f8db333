using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Layers;

/// <summary>Height × width, of a window or of its steps.</summary>
public sealed record Window(int Height, int Width)
{
    public override string ToString() => $"{Height}×{Width}";

    /// <summary>As it is written for this input: of a signal the length alone.</summary>
    public string Over(Shape input) => input.IsSignal ? $"{Width}" : ToString();

    /// <summary>As the file says it for this input: one number where both are the same.</summary>
    public string AsWritten(Shape input) => input.IsSignal || Height == Width ? $"{Width}" : $"{Height}x{Width}";
}

/// <summary>Zeros put around an image, in pixels.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right);
