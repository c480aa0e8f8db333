namespace LeNet5Native;

/// <summary>The compiled network, from which the benchmark wants more than the most probable digit.</summary>
public sealed partial class LeNet5
{
    /// <summary>An image [1, 28, 28] to the probabilities of all ten digits.</summary>
    public void PredictAll(ReadOnlySpan<float> image, Span<float> probabilities) => PredictInto(image, probabilities);
}
