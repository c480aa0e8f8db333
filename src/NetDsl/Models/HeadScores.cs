namespace NetDsl;

/// <summary>Sums up what a network's outputs lose and miss over a set of examples.</summary>
internal sealed class HeadScores(ModelLayout layout, ExampleSet examples)
{
    private readonly HeadLayout[] heads = layout.AllHeads;
    private readonly double[] losses = new double[layout.AllHeads.Length];
    private readonly int[] wrong = new int[layout.AllHeads.Length];
    private readonly float[] targets = new float[layout.TargetSize];

    /// <summary>The mean over the examples, all outputs weighted.</summary>
    internal double Loss
    {
        get
        {
            double loss = 0;
            for (int i = 0; i < heads.Length; i++)
            {
                loss += heads[i].Weight * LossOf(i);
            }

            return loss;
        }
    }

    /// <summary>The mean of one output's loss.</summary>
    internal double LossOf(int head) => losses[head] / examples.Count;

    internal int Wrong(int head) => wrong[head];

    /// <summary>The misclassified fraction.</summary>
    internal double Error(int head) => (double)wrong[head] / examples.Count;

    /// <param name="outputs">[output size]: of one example.</param>
    internal void Add(int index, ReadOnlySpan<float> outputs)
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
    }
}
