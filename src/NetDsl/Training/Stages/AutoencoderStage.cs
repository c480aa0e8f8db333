namespace NetDsl;

/// <summary>Some layers by themselves, as an encoder whose input a decoder rebuilds.</summary>
public sealed record AutoencoderStage(string Name, Optimizer Optimizer, RatePlan Rate, int Epochs, StopRule? Stop)
    : Stage(Name, Optimizer, Rate, Epochs, Stop)
{
    internal override bool LearnsFromInputs => true;

    internal override ExampleSet Examples(ExampleSet given, ModelLayout layout) => new SelfTargets(given, layout);
}
