namespace NetDsl;

/// <summary>Examples without what they are to be learnt as.</summary>
internal sealed class Unlabelled(ExampleSet examples) : ExampleSet
{
    public override int Count => examples.Count;

    public override Shape InputShape => examples.InputShape;

    public override int LabelColumns => 0;

    internal override bool DecodesOnRead => examples.DecodesOnRead;

    public override void CopyInput(int index, Span<float> destination) => examples.CopyInput(index, destination);

    public override ExampleSet Slice(int start, int count) => new Unlabelled(examples.Slice(start, count));
}
