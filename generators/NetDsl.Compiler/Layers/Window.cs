namespace NetDsl.Compiler.Layers;

/// <summary>Height × width, of a window or of its steps.</summary>
public sealed record Window(int Height, int Width)
{
    public override string ToString() => $"{Height}×{Width}";
}

/// <summary>Zeros put around an image, in pixels.</summary>
public readonly record struct Padding(int Top, int Left, int Bottom, int Right);
