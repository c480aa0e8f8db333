using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>One step of a program over whole tensors. Tensors are named by id, so that any graph can be written.</summary>
/// <param name="Covers">The layers that it computes, in order: more than one after fusion.</param>
public abstract record Operation(EquatableArray<string> Covers)
{
    // passes ask each operation for each tensor; equal operations may differ in it, but passes tell them apart by reference
    private int[]? reads;

    /// <summary>A copy may read others.</summary>
    protected Operation(Operation original) => Covers = original.Covers;

    public abstract int[] Reads { get; }

    public abstract int[] Writes { get; }

    /// <summary>What the kernel itself reads of <see cref="Reads"/>: not what stands there for the order or the way
    /// back alone.</summary>
    public virtual int[] KernelReads => Reads;

    /// <summary>Tensors that it reads, each with the one that may lie in the same place, because each value is written
    /// only after it was read; the first that is possible is taken.</summary>
    public virtual TensorPair[] InPlace => [];

    /// <summary>The kernel knows no other way than <see cref="InPlace"/>.</summary>
    public virtual bool MustBeInPlace => false;

    /// <summary>A tensor that it reads and leaves changed: nothing may read it later.</summary>
    public virtual int? Spoils => null;

    /// <summary>The tensors that lie inside another, where the operation says nothing but that; else null.</summary>
    public virtual Parts? Parts => null;

    /// <summary>The kernel of the runtime that does it; null where nothing is to be done.</summary>
    public abstract KernelCall? Call { get; }

    /// <summary>The same on other tensors: what a forward operation is where a block is computed twice.</summary>
    /// <param name="to">Of each tensor the one in its place.</param>
    public virtual Operation Rename(Func<int, int> to) =>
        throw new NotSupportedException($"{GetType().Name} is not computed twice");

    /// <summary>Adds the operations that turn the gradient of what it writes into those of what it reads.</summary>
    public abstract void Differentiate(GradientBuilder gradients);

    /// <summary>Pairs of tensors that must hold equally many values.</summary>
    public virtual TensorPair[] SameSize => [];

    public bool IsReading(int tensor) => Array.IndexOf(reads ??= Reads, tensor) >= 0;

    public bool IsWriting(int tensor) => Array.IndexOf(Writes, tensor) >= 0;

    /// <summary>The tensors that are there, in order.</summary>
    protected static int[] Known(params int?[] tensors)
    {
        var known = new List<int>();
        foreach (var tensor in tensors)
        {
            if (tensor is { } id)
            {
                known.Add(id);
            }
        }

        return known.ToArray();
    }
}

/// <summary>Tensors that are parts of another, one behind the other in each example.</summary>
/// <param name="Sizes">Values of one example of each.</param>
public sealed record Parts(int Whole, EquatableArray<int> Members, EquatableArray<int> Sizes);

/// <summary>A tensor that an operation reads, and one that it writes.</summary>
public sealed record TensorPair(int Read, int Written);
