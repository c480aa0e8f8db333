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

    /// <summary>The same data with some training examples as validation set instead: chosen at random, of each class
    /// its share, whatever the order of the examples, which both sets keep. Nothing is copied.</summary>
    /// <remarks>For certain examples, such as the last, make the sets with <see cref="ExampleSet.Slice"/>.</remarks>
    /// <param name="count">How many.</param>
    /// <param name="seed">Which: with the same seed the same, on every machine.</param>
    /// <exception cref="ArgumentOutOfRangeException">That would leave no training example.</exception>
    public virtual DataSet HoldOut(int count, ulong seed = 0)
    {
        HeldOut held = HeldOut.Of(Training, count, seed);
        return new DataSet(Training.Pick(held.Rest), Training.Pick(held.Picked), Test);
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
