namespace NetDsl;

/// <summary>What a stage does otherwise in some layers. Of two rules that state the same for a layer, the later
/// holds.</summary>
/// <param name="Layers">Their names in the network.</param>
public sealed record LayerRule(params string[] Layers)
{
    /// <summary>Times the stage's rate, of weights and biases.</summary>
    public float? RateFactor { get; init; }

    /// <summary>In place of the optimizer's.</summary>
    public float? Decay { get; init; }

    /// <summary>In place of the optimizer's.</summary>
    public float? L1 { get; init; }

    /// <summary>In place of the stage's.</summary>
    public float? MaximalNorm { get; init; }

    /// <summary>All that changes the numbers, in one line: checkpoints compare it.</summary>
    internal string Text =>
        $"{Say("rate times ", RateFactor)}{Say("decay ", Decay)}{Say("l1 ", L1)}{Say("maxnorm ", MaximalNorm)}of "
        + string.Join(", ", Layers);

    private static string Say(string words, float? value) =>
        value is null ? "" : FormattableString.Invariant($"{words}{value} ");
}
