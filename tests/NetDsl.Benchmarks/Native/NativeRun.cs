namespace NetDsl.Benchmarks.Native;

/// <summary>What one run of a program showed.</summary>
/// <param name="ToAnswer">Milliseconds from the start of the process to its first answer.</param>
/// <param name="First">Milliseconds of the first prediction, the network being loaded.</param>
/// <param name="Probabilities">The ten probabilities.</param>
/// <param name="Later">Milliseconds of a prediction once all is warm; not a number where it was not asked for.</param>
internal sealed record NativeRun(double ToAnswer, double First, double[] Probabilities, double Later);
