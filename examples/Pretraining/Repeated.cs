using NetDsl;

namespace PretrainingExample;

/// <summary>Examples, again and again.</summary>
internal sealed class Repeated : ExampleSet
{
    private readonly ExampleSet examples;

    private Repeated(ExampleSet examples, int times) => (this.examples, Count) = (examples, examples.Count * times);

    public override int Count { get; }

    public override Shape InputShape => examples.InputShape;

    public override IReadOnlyList<string> LabelNames => examples.LabelNames;

    /// <summary>As often as is needed for at least so many.</summary>
    public static ExampleSet UpTo(int least, ExampleSet examples) =>
        examples.Count >= least ? examples : new Repeated(examples, (least + examples.Count - 1) / examples.Count);

    public override void CopyInput(int index, Span<float> destination) =>
        examples.CopyInput(index % examples.Count, destination);

    public override int Label(int index) => examples.Label(index % examples.Count);
}
