using NetDsl;

namespace Digits;

/// <summary>A test image that the network got wrong.</summary>
/// <param name="Probability">What it gave to its wrong answer, 0 to 1.</param>
internal sealed record Misread(Image Image, int Actual, int Predicted, float Probability);
