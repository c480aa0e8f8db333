namespace NetDsl;

/// <summary>A network with several outputs, each with a loss of its own: training minimises their weighted sum.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public abstract class MultiTaskModel<TSelf> : Model<TSelf>
    where TSelf : MultiTaskModel<TSelf>
{
    /// <summary>The network on a device, its parameters started from a seed.</summary>
    protected MultiTaskModel(ModelLayout layout, ulong seed, Device device)
        : base(layout, seed, device)
    {
    }

    /// <summary>See <see cref="Model{TSelf}.Fork"/>.</summary>
    protected MultiTaskModel(TSelf origin)
        : base(origin)
    {
    }

    /// <summary>Measures the network on examples with a target for each output.</summary>
    /// <exception cref="DataException">The examples do not fit the network.</exception>
    public MultiTaskEvaluation Evaluate(ExampleSet examples) =>
        (MultiTaskEvaluation)EvaluateExamples(examples, CancellationToken.None);

    /// <summary>All outputs of one input, in memory that the thread's next call reuses.</summary>
    /// <param name="input">[input size]</param>
    /// <returns>[output size]</returns>
    /// <exception cref="ShapeException">The input's size is not the network's.</exception>
    protected ReadOnlySpan<float> PredictOne(ReadOnlySpan<float> input)
    {
        Span<float> outputs = ThreadBuffers.Outputs(ModelLayout.OutputSize);
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
        using var scope = Use();
        var scores = new HeadScores(ModelLayout, examples);
        Evaluator.Run(Executor, ModelLayout, examples, cancellation, scores.Add);
        HeadLayout[] heads = ModelLayout.AllHeads;
        TaskEvaluation[] tasks =
            [.. heads.Select((head, i) => new TaskEvaluation(
                head.Name, scores.LossOf(i), scores.Wrong(i), examples.Count, head.Loss.CountsErrors()))];
        return new MultiTaskEvaluation(scores.Loss, tasks[0].Wrong, examples.Count, tasks)
        {
            Classifies = tasks[0].Classifies,
        };
    }
}
