using System.Runtime.CompilerServices;

namespace NetDsl.Compiler.Ir;

/// <summary>Two operations that are equal are two all the same.</summary>
internal sealed class ByReference : IEqualityComparer<Operation>
{
    public static ByReference Instance { get; } = new();

    public bool Equals(Operation? left, Operation? right) => ReferenceEquals(left, right);

    public int GetHashCode(Operation operation) => RuntimeHelpers.GetHashCode(operation);
}
