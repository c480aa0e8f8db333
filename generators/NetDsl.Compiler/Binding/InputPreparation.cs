using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Binding;

/// <summary>What is done to each input of a data set before the network reads it: it is scaled, the mean subtracted,
/// and the rest divided by the deviation.</summary>
/// <param name="Low">What a data set's 0 becomes.</param>
/// <param name="High">What its 1, of images the pixel 255, becomes.</param>
/// <param name="Mean">One for each channel, or one for all; empty: none is subtracted.</param>
/// <param name="Deviation">One for each channel, or one for all; empty: nothing is divided by.</param>
/// <param name="Training">What is done at random in training alone, or null.</param>
public sealed record InputPreparation(
    double Low,
    double High,
    EquatableArray<double> Mean,
    EquatableArray<double> Deviation,
    Augmentation? Training);

/// <summary>Random changes of the inputs to train on.</summary>
/// <param name="CropPad">Zeros around the image, of which its own size is cut out; 0: no crop.</param>
/// <param name="Shift">The farthest movement, each way; 0: none.</param>
/// <param name="Rotation">The widest turn, in degrees; 0: none.</param>
/// <param name="LowestGain">Of the random factor; 1 where there is none, as the highest.</param>
public sealed record Augmentation(
    int CropPad, bool Mirror, int Shift, double Rotation, double LowestGain, double HighestGain);
