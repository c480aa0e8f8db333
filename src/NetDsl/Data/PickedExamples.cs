namespace NetDsl;

/// <summary>Some examples of another set, without copying them.</summary>
/// <param name="picked">Of each, its number there.</param>
internal sealed class PickedExamples(ExampleSet whole, int[] picked) : ExampleSet
{
    public override int Count => picked.Length;

    public override Shape InputShape => whole.InputShape;

    public override int TargetSize => whole.TargetSize;

    public override int LabelColumns => whole.LabelColumns;

    public override IReadOnlyList<TaskTargets> Tasks => whole.Tasks;

    public override IReadOnlyList<string> LabelNames => whole.LabelNames;

    internal override bool DecodesOnRead => whole.DecodesOnRead;

    public override void CopyInput(int index, Span<float> destination) => whole.CopyInput(picked[index], destination);

    public override int Label(int index) => whole.Label(picked[index]);

    public override int LabelAt(int index, int column) => whole.LabelAt(picked[index], column);

    public override void CopyTarget(int index, Span<float> destination) => whole.CopyTarget(picked[index], destination);
}
