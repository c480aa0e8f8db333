using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>One step of a program over whole tensors. Tensors are named by id, so that any graph can be written.</summary>
/// <param name="Covers">The layers that it computes, in order: more than one after fusion.</param>
public abstract record Operation(EquatableArray<string> Covers)
{
    public abstract IEnumerable<int> Reads { get; }

    public abstract IEnumerable<int> Writes { get; }

    /// <summary>A tensor that it reads and the one that may lie in the same place, because each value is written only
    /// after it was read.</summary>
    public virtual (int Read, int Written)? InPlace => null;

    /// <summary>The kernel knows no other way than <see cref="InPlace"/>.</summary>
    public virtual bool MustBeInPlace => false;

    /// <summary>A tensor that it reads and leaves changed: nothing may read it later.</summary>
    public virtual int? Spoils => null;

    /// <summary>The kernel of the runtime that does it.</summary>
    public abstract KernelCall Call { get; }

    /// <summary>Adds the operations that turn the gradient of what it writes into those of what it reads.</summary>
    public abstract void Differentiate(GradientBuilder gradients);

    /// <summary>Pairs of tensors that must hold equally many values.</summary>
    public virtual IEnumerable<(int Left, int Right)> SameSize => [];

    protected static EquatableArray<string> Named(string layer) => new([layer]);
}
