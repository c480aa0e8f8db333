namespace NetDsl.Gpu;

/// <summary>An activation as kernels see it: compiled into the product or the pass that it follows.</summary>
public interface IActivation
{
    /// <summary>The value passes unchanged: its backward pass has nothing to do.</summary>
    static abstract bool IsIdentity { get; }

    /// <summary>What is kept for the way back is the input: else it is the output.</summary>
    static abstract bool KeepsInput { get; }

    /// <summary>The output for one input.</summary>
    static abstract float Apply(float input);

    /// <summary>The derivative, from what is kept: the output, or the input where the output does not tell.</summary>
    static abstract float Derivative(float kept);

    /// <summary>The second derivative, from what is kept; 0 at a bend.</summary>
    static abstract float SecondDerivative(float kept);
}
