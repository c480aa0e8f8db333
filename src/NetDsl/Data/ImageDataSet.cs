namespace NetDsl;

/// <summary>Labelled images to learn from and to be tested on.</summary>
public sealed class ImageDataSet : DataSet
{
    /// <summary>Images to train on, to test on and, where there are some, to choose by.</summary>
    /// <exception cref="DataException">There are no training images, or the sets' images differ in shape.</exception>
    public ImageDataSet(LabelledImages training, LabelledImages test, LabelledImages? validation = null)
        : base(training, validation, test) => (Training, Test, Validation) = (training, test, validation);

    /// <inheritdoc/>
    public override LabelledImages Training { get; }

    /// <inheritdoc/>
    public override LabelledImages? Validation { get; }

    /// <summary>What the trained network is measured on, once.</summary>
    public override LabelledImages Test { get; }

    /// <inheritdoc/>
    public override ImageDataSet HoldOut(int count, ulong seed = 0)
    {
        HeldOut held = HeldOut.Of(Training, count, seed);
        return new ImageDataSet(Training.Pick(held.Rest), Test, Training.Pick(held.Picked));
    }
}
