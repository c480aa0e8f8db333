namespace NetDsl.Cpu;

/// <summary>An element-wise function that a kernel applies to what it writes.</summary>
public interface IActivation
{
    /// <summary>Whether the function changes nothing.</summary>
    internal static abstract bool IsIdentity { get; }

    /// <summary>Whether what is kept for the way back is x: else it is f(x).</summary>
    internal static abstract bool KeepsInput { get; }

    /// <summary>y = f(x)</summary>
    internal static abstract TVector Apply<TLanes, TVector>(TVector x)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>gradient · f′(x), from what is kept: the output f(x), or x itself where that does not tell.</summary>
    internal static abstract TVector Differentiate<TLanes, TVector>(TVector kept, TVector gradient)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;

    /// <summary>f″(x), from what is kept; 0 at a bend.</summary>
    internal static abstract TVector SecondDerivative<TLanes, TVector>(TVector kept)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
