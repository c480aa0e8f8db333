namespace NetDsl.Cpu;

/// <summary>A loss that is a sum over the units, each with a target of its own.</summary>
internal interface IUnitLoss
{
    /// <summary>Whether an example counts as misclassified where a slope is steeper than one half.</summary>
    static abstract bool CountsErrors { get; }

    /// <summary>What units lose, and the slope of that by their value.</summary>
    static abstract (TVector Loss, TVector Slope) Of<TLanes, TVector>(TVector value, TVector target)
        where TLanes : struct, ILanes<TVector>
        where TVector : struct;
}
