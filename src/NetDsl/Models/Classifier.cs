namespace NetDsl;

/// <summary>A network that tells classes apart: its output is a softmax, its loss −log p of the right class; or its
/// output are scores, its loss the hinge.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
/// <typeparam name="TLabel">An enum over <see cref="int"/> that counts from 0, or <see cref="int"/> itself.</typeparam>
public abstract class Classifier<TSelf, TLabel> : Model<TSelf>
    where TSelf : Classifier<TSelf, TLabel>
    where TLabel : struct
{
    /// <summary>The network on a device, its parameters started from a seed.</summary>
    protected Classifier(ModelLayout layout, ulong seed, Device device)
        : base(layout, seed, device)
    {
    }

    /// <summary>See <see cref="Model{TSelf}.Fork"/>.</summary>
    protected Classifier(TSelf origin)
        : base(origin)
    {
    }

    /// <summary>Measures the network on examples with classes.</summary>
    /// <exception cref="DataException">The examples do not fit the network.</exception>
    public Evaluation<TLabel> Evaluate(ExampleSet examples) => EvaluateExamples(examples, CancellationToken.None);

    /// <summary>One input's class: the most probable, or that with the highest score.</summary>
    /// <param name="input">[input size]</param>
    /// <exception cref="ShapeException">The input's size is not the network's.</exception>
    protected (TLabel Label, float Probability) PredictOne(ReadOnlySpan<float> input)
    {
        Span<float> probabilities = ThreadBuffers.Outputs(ModelLayout.OutputSize);
        PredictInto(input, probabilities);
        return MostProbable(probabilities);
    }

    /// <summary>The class with the greatest of one input's probabilities or scores; the first of equals.</summary>
    /// <param name="probabilities">[output size]</param>
    protected static (TLabel Label, float Probability) MostProbable(ReadOnlySpan<float> probabilities)
    {
        int best = Largest.IndexIn(probabilities);
        return (LabelNumber<TLabel>.ToLabel(best), probabilities[best]);
    }

    internal override Evaluation<TLabel> EvaluateExamples(ExampleSet examples, CancellationToken cancellation)
    {
        using var scope = Use();
        double loss = 0;
        var confusion = new ConfusionMatrix<TLabel>(ModelLayout.OutputSize, ModelLayout.Labels);
        var misclassified = new List<Misclassified<TLabel>>();
        Evaluator.Run(Executor, ModelLayout, examples, cancellation, (index, outputs) =>
        {
            int actual = examples.Label(index);
            int predicted = Largest.IndexIn(outputs);
            loss += ExampleLoss.OfLabel(ModelLayout.Loss, outputs, actual);
            confusion.Add(actual, predicted);
            if (actual != predicted)
            {
                misclassified.Add(new(
                    index,
                    LabelNumber<TLabel>.ToLabel(actual),
                    LabelNumber<TLabel>.ToLabel(predicted),
                    outputs[predicted]));
            }
        });
        return new Evaluation<TLabel>(loss / examples.Count, examples.Count, confusion, misclassified);
    }
}
