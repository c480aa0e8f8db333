namespace NetDsl.Cpu;

/// <summary>Where a tensor lies in the CPU device's memory; <c>default</c> is no tensor.</summary>
public readonly unsafe struct TensorBuffer
{
    internal TensorBuffer(float* pointer, int stride)
    {
        Pointer = pointer;
        Stride = stride;
    }

    /// <summary>Whether there is no tensor.</summary>
    public bool IsNone => Pointer is null;

    internal float* Pointer { get; }

    /// <summary>Floats from one example to the next: more than the tensor's size where it is part of another, such as a
    /// branch of a concatenation. Of a parameter its size.</summary>
    internal int Stride { get; }

    /// <summary>The values of one example.</summary>
    internal float* Example(int index) => Pointer + ((nint)index * Stride);

    /// <summary>The examples from one on; or none.</summary>
    internal TensorBuffer From(int example) => IsNone ? this : new TensorBuffer(Example(example), Stride);

    /// <summary>The first value of a piece.</summary>
    internal float* At(in Piece piece) => Example(piece.Example) + piece.Start;
}
