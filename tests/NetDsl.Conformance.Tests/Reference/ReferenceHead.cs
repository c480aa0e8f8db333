using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Losses;

namespace NetDsl.Conformance.Reference;

/// <summary>One output of a network in double: what it gives, what it loses, which examples it gets wrong.</summary>
/// <param name="column">Of its labels, if it has classes.</param>
/// <param name="start">Of its values in an example's targets, if it has values.</param>
/// <param name="targetSize">Values of an example's targets.</param>
internal sealed class ReferenceHead(OutputHead head, int column, int start, int targetSize)
{
    private bool IsClassifier => TakesLabels(head);

    /// <summary>The network's outputs in their order, auxiliary ones among them; each of those has the targets of the one it
    /// helps.</summary>
    public static IReadOnlyList<(OutputHead Head, ReferenceHead Reference)> All(Network network)
    {
        var main = network.Outputs.Where(output => output.Towards is null).ToList();
        int targetSize = main.Where(output => !TakesLabels(output)).Sum(output => output.Units);
        return [.. network.Outputs.Select(output => (output, Create(output)))];

        ReferenceHead Create(OutputHead output)
        {
            var before = main.TakeWhile(other => other.Name != (output.Towards ?? output.Name)).ToList();
            int column = before.Count(TakesLabels);
            int start = before.Where(other => !TakesLabels(other)).Sum(other => other.Units);
            return new ReferenceHead(output, column, start, targetSize);
        }
    }

    /// <summary>Whether an example has a class, and not a value for each unit.</summary>
    public static bool TakesLabels(OutputHead head) => head.Loss is SoftmaxCrossEntropyLoss or HingeLoss;

    /// <summary>Probabilities for softmax and sigmoid, values for linear outputs: [count, units].</summary>
    public double[] Give(double[] values) => head.Loss switch
    {
        SoftmaxCrossEntropyLoss => ReferenceLoss.Softmax(values, head.Units),
        BinaryCrossEntropyLoss => ReferenceLoss.Sigmoid(values),
        _ => values,
    };

    /// <summary>The weighted sum of the examples' losses, and the gradient of their mean.</summary>
    public (double Sum, double[] Gradient) Loss(double[] values, Examples examples)
    {
        var (sum, gradient) = head.Loss switch
        {
            SoftmaxCrossEntropyLoss loss =>
                ReferenceLoss.CrossEntropy(values, head.Units, Labels(examples), loss.Smoothing),
            BinaryCrossEntropyLoss => ReferenceLoss.BinaryCrossEntropy(values, head.Units, Targets(examples)),
            HingeLoss => ReferenceLoss.Hinge(values, head.Units, Labels(examples)),
            AbsoluteLoss => ReferenceLoss.Absolute(values, head.Units, Targets(examples)),
            SquaredLoss => ReferenceLoss.Squared(values, head.Units, Targets(examples)),
            var other => throw new NotSupportedException($"The reference has not the loss {other.Name} yet."),
        };
        return (head.Weight * sum, [.. gradient.Select(slope => head.Weight * slope)]);
    }

    /// <summary>Examples whose largest value is not their label's, or with a probability that misses its target by more than
    /// one half; 0 for values.</summary>
    public int Wrong(double[] values, Examples examples) => IsClassifier
        ? Labels(examples).Where((label, n) => Largest(values.AsSpan(n * head.Units, head.Units)) != label).Count()
        : head.Loss is BinaryCrossEntropyLoss ? Enumerable.Range(0, examples.Count).Count(n => Misses(values, examples, n)) : 0;

    private bool Misses(double[] values, Examples examples, int example)
    {
        double[] targets = Targets(examples);
        return ReferenceLoss.Sigmoid(values).Select((p, i) => Math.Abs(p - targets[i]))
            .Skip(example * head.Units).Take(head.Units).Max() > 0.5;
    }

    private int[] Labels(Examples examples) => examples.Labels[(column * examples.Count)..((column + 1) * examples.Count)];

    private double[] Targets(Examples examples) => [.. Enumerable.Range(0, examples.Count)
        .SelectMany(n => examples.Targets.Skip(n * targetSize + start).Take(head.Units))];

    private static int Largest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
