namespace NetDsl;

/// <summary>Examples that are their own targets, as the network reads them: what an autoencoder learns from.</summary>
internal sealed class SelfTargets(ExampleSet examples, ModelLayout layout) : ExampleSet
{
    private readonly ThreadLocal<InputReader> reader = new(() => new InputReader(layout.InputShape, layout.Preparation));

    public override int Count => examples.Count;

    public override Shape InputShape => examples.InputShape;

    public override int TargetSize => layout.InputShape.Count;

    internal override bool DecodesOnRead => examples.DecodesOnRead;

    internal override bool AreOwnTargets => true;

    public override void CopyInput(int index, Span<float> destination) => examples.CopyInput(index, destination);

    public override void CopyTarget(int index, Span<float> destination) =>
        reader.Value!.Read(examples, index, destination);
}
