namespace NetDsl;

/// <summary>A network that gives values: its output is linear, its loss ½ Σ (y − t)² or Σ |y − t|; or probabilities
/// that are each by itself: its output is a sigmoid, its loss the binary cross-entropy.</summary>
/// <typeparam name="TSelf">The generated class.</typeparam>
public abstract class Regressor<TSelf> : Model<TSelf>
    where TSelf : Regressor<TSelf>
{
    /// <summary>The network on a device, its parameters started from a seed.</summary>
    protected Regressor(ModelLayout layout, ulong seed, Device device)
        : base(layout, seed, device)
    {
    }

    /// <summary>See <see cref="Model{TSelf}.Fork"/>.</summary>
    protected Regressor(TSelf origin)
        : base(origin)
    {
    }

    /// <summary>Measures the network on examples with target values.</summary>
    /// <exception cref="DataException">The examples do not fit the network.</exception>
    public Evaluation Evaluate(ExampleSet examples) => EvaluateExamples(examples, CancellationToken.None);

    internal override Evaluation EvaluateExamples(ExampleSet examples, CancellationToken cancellation)
    {
        using var scope = Use();
        double loss = 0;
        int wrong = 0;
        var target = new float[ModelLayout.OutputSize];
        Evaluator.Run(Executor, ModelLayout, examples, cancellation, (index, outputs) =>
        {
            examples.CopyTarget(index, target);
            loss += ExampleLoss.OfValues(ModelLayout.Loss, outputs, target);
            wrong += ExampleLoss.Misses(ModelLayout.Loss, outputs, target) ? 1 : 0;
        });
        return new Evaluation(loss / examples.Count, wrong, examples.Count)
        {
            Classifies = ModelLayout.Loss.CountsErrors(),
        };
    }
}
