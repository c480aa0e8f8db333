using NetDsl.Compiler.Binding;

namespace NetDsl.Conformance.Reference;

/// <summary>One output of a network in double: what it gives, what it loses, which examples it gets wrong.</summary>
/// <param name="column">Of its labels, if it has classes.</param>
/// <param name="start">Of its values in an example's targets, if it has values.</param>
/// <param name="targetSize">Values of an example's targets.</param>
internal sealed class ReferenceHead(OutputHead head, int column, int start, int targetSize)
{
    private bool IsClassifier => head.Loss == LossKind.SoftmaxCrossEntropy;

    /// <summary>The network's outputs in their order, auxiliary ones among them; each of those has the targets of the one it
    /// helps.</summary>
    public static IReadOnlyList<(OutputHead Head, ReferenceHead Reference)> All(Network network)
    {
        var main = network.Outputs.Where(output => output.Towards is null).ToList();
        int targetSize = main.Where(output => output.Loss == LossKind.Squared).Sum(output => output.Units);
        return [.. network.Outputs.Select(output => (output, Create(output)))];

        ReferenceHead Create(OutputHead output)
        {
            var before = main.TakeWhile(other => other.Name != (output.Towards ?? output.Name)).ToList();
            int column = before.Count(other => other.Loss == LossKind.SoftmaxCrossEntropy);
            int start = before.Where(other => other.Loss == LossKind.Squared).Sum(other => other.Units);
            return new ReferenceHead(output, column, start, targetSize);
        }
    }

    /// <summary>Probabilities for softmax, values for linear outputs: [count, units].</summary>
    public double[] Give(double[] values) => IsClassifier ? ReferenceLoss.Softmax(values, head.Units) : values;

    /// <summary>The weighted sum of the examples' losses, and the gradient of their mean.</summary>
    public (double Sum, double[] Gradient) Loss(double[] values, Examples examples)
    {
        var (sum, gradient) = IsClassifier
            ? ReferenceLoss.CrossEntropy(values, head.Units, Labels(examples))
            : ReferenceLoss.Squared(values, head.Units, Targets(examples));
        return (head.Weight * sum, [.. gradient.Select(slope => head.Weight * slope)]);
    }

    /// <summary>Examples whose largest value is not their label's; 0 for values.</summary>
    public int Wrong(double[] values, Examples examples) => IsClassifier
        ? Labels(examples).Where((label, n) => Largest(values.AsSpan(n * head.Units, head.Units)) != label).Count()
        : 0;

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
