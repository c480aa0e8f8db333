namespace NetDsl;

/// <summary>Examples whose inputs are codes: what some layers make of another set's. Their labels and targets are the
/// other set's.</summary>
internal sealed class CodeExamples : ExampleSet, IDisposable
{
    private readonly ExampleSet examples;
    private readonly ICodes codes;

    private CodeExamples(ExampleSet examples, Shape shape, ICodes codes) =>
        (this.examples, InputShape, this.codes) = (examples, shape, codes);

    public override int Count => examples.Count;

    public override Shape InputShape { get; }

    public override int TargetSize => examples.TargetSize;

    public override int LabelColumns => examples.LabelColumns;

    public override IReadOnlyList<TaskTargets> Tasks => examples.Tasks;

    public override IReadOnlyList<string> LabelNames => examples.LabelNames;

    /// <summary>Runs the layers once over all examples, none of them changed by chance.</summary>
    /// <param name="executor">Of a network that gives the codes.</param>
    /// <param name="shape">Of a code.</param>
    /// <exception cref="OperationCanceledException">Between two batches.</exception>
    internal static CodeExamples Compute(
        Executor executor,
        ModelLayout layout,
        Shape shape,
        ExampleSet examples,
        CodeStore store,
        CancellationToken cancellation)
    {
        ICodes codes = store.Allocate(examples.Count, layout.OutputSize);
        try
        {
            Evaluator.RunUnchecked(executor, layout, examples, cancellation, codes.Write);
            return new CodeExamples(examples, shape, codes);
        }
        catch
        {
            codes.Dispose();
            throw;
        }
    }

    public override void CopyInput(int index, Span<float> destination) => codes.Read(index, destination);

    public override int Label(int index) => examples.Label(index);

    public override int LabelAt(int index, int column) => examples.LabelAt(index, column);

    public override void CopyTarget(int index, Span<float> destination) => examples.CopyTarget(index, destination);

    /// <inheritdoc/>
    public void Dispose() => codes.Dispose();
}
