namespace NetDsl;

/// <summary>Copies examples as a network reads them. For one thread: it has room of its own, and allocates only
/// that.</summary>
internal sealed class InputReader
{
    private readonly InputPreparation? preparation;
    private readonly int channels;
    private readonly int height;
    private readonly int width;
    private readonly float[] room;

    /// <param name="inputShape">The network's: it may read images as features, row by row.</param>
    /// <param name="preparation">Null: values stay as they are.</param>
    internal InputReader(Shape inputShape, InputPreparation? preparation)
    {
        this.preparation = preparation;
        ReadOnlySpan<int> sizes = inputShape.Sizes;
        (channels, height, width) = sizes.Length switch
        {
            3 => (sizes[0], sizes[1], sizes[2]),
            2 => (sizes[0], 1, sizes[1]),
            _ => (1, 1, sizes[0]),
        };
        room = new float[Moves ? inputShape.Count : 0];
    }

    private bool Moves => preparation?.Training
        is { CropPad: > 0 } or { Mirror: true } or { Shift: > 0 } or { Rotation: > 0 };

    /// <summary>An example to be measured on.</summary>
    /// <param name="destination">[input size]</param>
    internal void Read(ExampleSet examples, int index, Span<float> destination)
    {
        examples.CopyInput(index, destination);
        Prepare(destination);
    }

    /// <summary>What is done to every input, in place.</summary>
    /// <param name="values">[input size], as the data set has them.</param>
    internal void Prepare(Span<float> values)
    {
        if (preparation is not null)
        {
            Normalization.Apply(preparation, channels, values, gain: 1);
        }
    }

    /// <summary>An example to train on, changed as chance will have it in this epoch.</summary>
    /// <param name="destination">[input size]</param>
    internal void ReadForTraining(ExampleSet examples, int index, Span<float> destination, ulong seed, int epoch)
    {
        if (preparation?.Training is not { } augmentation)
        {
            Read(examples, index, destination);
            return;
        }

        Variation variation = Variation.Draw(augmentation, hasRows: height > 1, seed, epoch, index);
        if (room.Length == 0)
        {
            examples.CopyInput(index, destination);
        }
        else
        {
            examples.CopyInput(index, room);
            if (variation.Degrees != 0)
            {
                Movement.Turn(room, destination, height, width, variation);
            }
            else
            {
                Movement.Move(room, destination, height, width, variation);
            }
        }

        Normalization.Apply(preparation, channels, destination, variation.Gain);
    }
}
