namespace NetDsl;

/// <summary>What a network learns from, and what it is measured on.</summary>
public class DataSet
{
    /// <summary>Examples to train on, with others to choose and to test by.</summary>
    /// <exception cref="DataException">There are no training examples, or the sets' inputs differ in shape.</exception>
    public DataSet(ExampleSet training, ExampleSet? validation = null, ExampleSet? test = null)
    {
        if (training.Count == 0)
        {
            throw new DataException("a data set needs training examples, but there are none");
        }

        CheckShape("validation", training, validation);
        CheckShape("test", training, test);
        (Training, Validation, Test) = (training, validation, test);
    }

    /// <summary>What the parameters are fitted to.</summary>
    public virtual ExampleSet Training { get; }

    /// <summary>What training is watched and stopped by, once an epoch; null: nothing.</summary>
    public virtual ExampleSet? Validation { get; }

    /// <summary>What the trained network is measured on, once; null: nothing.</summary>
    public virtual ExampleSet? Test { get; }

    /// <summary>The same data with the last <paramref name="count"/> training examples as validation set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">That would leave no training example.</exception>
    public virtual DataSet HoldOut(int count)
    {
        CheckHoldOut(count);
        int rest = Training.Count - count;
        return new DataSet(Training.Slice(0, rest), Training.Slice(rest, count), Test);
    }

    private protected void CheckHoldOut(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(count, Training.Count);
    }

    private static void CheckShape(string name, ExampleSet training, ExampleSet? other)
    {
        if (other is not null && !other.InputShape.Equals(training.InputShape))
        {
            throw new DataException(
                $"the {name} inputs are {other.InputShape}, but the training inputs are {training.InputShape}; " +
                "they must be alike");
        }
    }
}
