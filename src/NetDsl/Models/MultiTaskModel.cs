namespace NetDsl;

/// <summary>A network with several outputs, each with a loss of its own: training minimises their weighted sum.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public abstract class MultiTaskModel<TSelf> : Model<TSelf>
    where TSelf : MultiTaskModel<TSelf>
{
    private readonly float[] outputs;

    /// <summary>The network on a device, its parameters started from a seed.</summary>
    protected MultiTaskModel(ModelLayout layout, ulong seed, Device device)
        : base(layout, seed, device) => outputs = new float[layout.OutputSize];

    /// <summary>Measures the network on examples with a target for each output.</summary>
    /// <exception cref="DataException">The examples do not fit the network.</exception>
    public MultiTaskEvaluation Evaluate(ExampleSet examples) =>
        (MultiTaskEvaluation)EvaluateExamples(examples, CancellationToken.None);

    /// <summary>All outputs of one input, in memory that the next call reuses.</summary>
    /// <param name="input">[input size]</param>
    /// <returns>[output size]</returns>
    /// <exception cref="ShapeException">The input's size is not the network's.</exception>
    protected ReadOnlySpan<float> PredictOne(ReadOnlySpan<float> input)
    {
        PredictInto(input, outputs);
        return outputs;
    }

    /// <summary>The class with the greatest of one output's probabilities or scores; the first of equals.</summary>
    protected static (TLabel Label, float Probability) MostProbable<TLabel>(ReadOnlySpan<float> probabilities)
        where TLabel : struct
    {
        int best = Largest.IndexIn(probabilities);
        return (LabelNumber<TLabel>.ToLabel(best), probabilities[best]);
    }

    internal override Evaluation EvaluateExamples(ExampleSet examples, CancellationToken cancellation)
    {
        HeadLayout[] heads = ModelLayout.AllHeads;
        var losses = new double[heads.Length];
        var wrong = new int[heads.Length];
        var targets = new float[ModelLayout.TargetSize];
        Evaluator.Run(this, examples, cancellation, (index, outputs) =>
        {
            if (targets.Length > 0)
            {
                examples.CopyTarget(index, targets);
            }

            var (column, start) = (0, 0);
            for (int i = 0; i < heads.Length; i++)
            {
                ReadOnlySpan<float> values = outputs[..heads[i].Units];
                outputs = outputs[heads[i].Units..];
                if (heads[i].IsClassifier)
                {
                    int actual = examples.LabelAt(index, column++);
                    losses[i] += ExampleLoss.OfLabel(heads[i].Loss, values, actual);
                    wrong[i] += Largest.IndexIn(values) == actual ? 0 : 1;
                }
                else
                {
                    ReadOnlySpan<float> target = targets.AsSpan(start, values.Length);
                    losses[i] += ExampleLoss.OfValues(heads[i].Loss, values, target);
                    wrong[i] += ExampleLoss.Misses(heads[i].Loss, values, target) ? 1 : 0;
                    start += values.Length;
                }
            }
        });
        TaskEvaluation[] tasks =
            [.. heads.Select((head, i) => new TaskEvaluation(
                head.Name, losses[i] / examples.Count, wrong[i], examples.Count, head.Loss.CountsErrors()))];
        double loss = heads.Zip(tasks, (head, task) => head.Weight * task.Loss).Sum();
        return new MultiTaskEvaluation(loss, tasks[0].Wrong, examples.Count, tasks);
    }
}
