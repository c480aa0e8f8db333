namespace NetDsl.Cpu;

/// <summary>Where a tensor lies in the CPU device's memory; <c>default</c> is no tensor.</summary>
public readonly unsafe struct TensorBuffer
{
    internal TensorBuffer(float* pointer) => Pointer = pointer;

    /// <summary>Whether there is no tensor.</summary>
    public bool IsNone => Pointer is null;

    internal float* Pointer { get; }
}
