namespace NetDsl;

/// <summary>What is done to each input of a data set before the network reads it, as the network's file
/// states.</summary>
/// <remarks>A value x of a data set, of images a pixel / 255, becomes (x · (High − Low) + Low − mean) / deviation, in
/// float32 in this order, on the host: the same for every device.</remarks>
/// <param name="Low">What 0 becomes.</param>
/// <param name="High">What 1 becomes.</param>
/// <param name="Mean">One for each channel, or one for all; empty: 0.</param>
/// <param name="Deviation">One for each channel, or one for all; empty: 1.</param>
/// <param name="Training">What is changed at random in training alone; null: nothing.</param>
public sealed record InputPreparation(
    float Low, float High, float[] Mean, float[] Deviation, Augmentation? Training = null);

/// <summary>Random changes of the inputs to train on, drawn anew for each example in each epoch.</summary>
/// <remarks>An image is turned about its middle, moved, and mirrored; then its values are scaled, multiplied by the
/// gain, and less the mean divided by the deviation. What comes in from outside is a data set's 0: an image's
/// black.</remarks>
/// <param name="CropPad">A stretch of the input's own size is cut out of it with so many zeros around:
/// 0 … 2 · CropPad from above and from the left, all equally likely.</param>
/// <param name="Mirror">Whether left and right are exchanged half of the time.</param>
/// <param name="Shift">The movement each way: −Shift … Shift, all equally likely; of a signal along it.</param>
/// <param name="Rotation">Degrees: turned by −Rotation … Rotation, between pixels interpolated linearly.</param>
/// <param name="LowestGain">The least factor.</param>
/// <param name="HighestGain">The largest factor.</param>
public sealed record Augmentation(
    int CropPad, bool Mirror, int Shift, float Rotation, float LowestGain = 1, float HighestGain = 1);
