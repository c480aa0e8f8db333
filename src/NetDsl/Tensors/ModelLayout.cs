namespace NetDsl;

/// <summary>What generated code tells the runtime of its network: names, shapes and where everything lies.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="InputShape">One example's shape.</param>
/// <param name="OutputSize">Units of the output; of several, of all together.</param>
/// <param name="Loss">Of the output; of several, of the first.</param>
/// <param name="Labels">The classes' names as written, or empty.</param>
/// <param name="Parameters">Weights first, then biases, statistics and fixed ones, at ascending offsets, each a
/// multiple of 16.</param>
/// <param name="DecayedFloats">Weight decay covers the floats before this offset: the weights, not the biases.</param>
/// <param name="LearntFloats">Optimizers update the floats before this offset: weights and biases.</param>
/// <param name="ParameterFloats">Floats of all parameters with the gaps that align each tensor.</param>
/// <param name="Layers">In forward order.</param>
/// <param name="InferenceFloats">Floats for each image of a batch that inference needs.</param>
/// <param name="TrainingFloats">Floats for each image of a batch that training needs.</param>
/// <param name="Heads">The outputs of a network that has several; null for one.</param>
/// <param name="Preparation">What is done to each input first; null: nothing.</param>
/// <param name="PreparedFloats">Floats of what inference makes of the parameters alone.</param>
/// <param name="LeastBatch">Examples of the smallest batch that the network can be trained on.</param>
/// <param name="LargestTensor">Floats from one example to the next of the largest tensor; 0 where it is not
/// known.</param>
/// <param name="Objective">What the outputs are trained towards, as the network's file states it.</param>
public sealed record ModelLayout(
    string Name,
    Shape InputShape,
    int OutputSize,
    Loss Loss,
    string[] Labels,
    ParameterLayout[] Parameters,
    int DecayedFloats,
    int LearntFloats,
    int ParameterFloats,
    LayerLayout[] Layers,
    int InferenceFloats,
    int TrainingFloats,
    HeadLayout[]? Heads = null,
    InputPreparation? Preparation = null,
    int PreparedFloats = 0,
    int LeastBatch = 1,
    int LargestTensor = 0,
    string Objective = "")
{
    /// <summary>The outputs that the network is used for: <see cref="Heads"/>, or the only one.</summary>
    internal HeadLayout[] AllHeads => Heads ?? [new("output", OutputSize, 1, Loss, Labels)];

    /// <summary>Classes of an example: one for each output that tells classes apart.</summary>
    internal int LabelColumns => AllHeads.Count(head => head.IsClassifier);

    /// <summary>Values of an example's targets.</summary>
    internal int TargetSize => AllHeads.Where(head => head.Loss.TakesTargets()).Sum(head => head.Units);
}

/// <summary>One of several outputs.</summary>
/// <param name="Name">As the network's file writes it.</param>
/// <param name="Units">Classes, or values.</param>
/// <param name="Weight">Of its loss in the sum that training minimises.</param>
/// <param name="Labels">The classes' names as written, or empty.</param>
public sealed record HeadLayout(string Name, int Units, float Weight, Loss Loss, string[] Labels)
{
    internal bool IsClassifier => Loss.TakesLabels();
}

/// <summary>One parameter tensor: its name in weight files (<c>c1.weight</c>), its place and how it starts.</summary>
/// <param name="Initialization">All zeros where none is given.</param>
/// <param name="FanIn">Inputs that one output sums over; for an initialisation that goes by it, else 0.</param>
/// <param name="FanOut">Outputs that one input goes to; the same.</param>
/// <param name="Momentum">The share of each batch in a statistic; else 0.</param>
/// <param name="Values">What a fixed parameter is, row-major; else null.</param>
public sealed record ParameterLayout(
    string Name,
    int Offset,
    Shape Shape,
    ParameterKind Kind,
    Initialization Initialization = default,
    int FanIn = 0,
    int FanOut = 0,
    float Momentum = 0,
    float[]? Values = null);

/// <summary>One layer, as messages name it, and where training keeps its output.</summary>
/// <param name="Definition">What it does, as the network's file states it: <c>conv 5x5 filters 32 pad 2</c>,
/// and <c>from relu1</c> where that is not the layer before.</param>
public sealed record LayerLayout(string Name, ActivationSlot Output, string Definition = "")
{
    /// <summary>Whether a parameter is this layer's, and not that of <c>h1.decoder</c> where this is
    /// <c>h1</c>.</summary>
    /// <param name="layers">All of the network's.</param>
    internal bool Owns(ParameterLayout parameter, LayerLayout[] layers) =>
        IsInFrontOf(parameter)
        && !Array.Exists(layers, other => other.Name.Length > Name.Length && other.IsInFrontOf(parameter));

    private bool IsInFrontOf(ParameterLayout parameter) =>
        parameter.Name.StartsWith(Name + ".", StringComparison.Ordinal);
}

/// <summary>What training minimises.</summary>
public enum Loss
{
    /// <summary>−log softmax(z)[label]; the mean over the batch.</summary>
    SoftmaxCrossEntropy,

    /// <summary>½ Σ (y − t)²; the mean over the batch.</summary>
    Squared,

    /// <summary>Σ −t log σ(z) − (1 − t) log(1 − σ(z)); the mean over the batch.</summary>
    BinaryCrossEntropy,

    /// <summary>Σ |y − t|; the mean over the batch.</summary>
    Absolute,

    /// <summary>Σ max(0, 1 − y[label] + y[k]) / classes over the other classes k; the mean over the batch.</summary>
    Hinge,

    /// <summary>Σ (v − v¹)² of an example and what is rebuilt of it, which an output tells as its first value; no label
    /// and no target. Reported, not minimised.</summary>
    Reconstruction,
}

/// <summary>How a tensor starts.</summary>
/// <param name="Low">The low end of <see cref="InitializationKind.Uniform"/>.</param>
/// <param name="High">The high end of Uniform, the deviation of Normal, the value of Constant.</param>
public readonly record struct Initialization(InitializationKind Kind, float Low = 0, float High = 0);

/// <summary>The ways a tensor can start.</summary>
public enum InitializationKind
{
    /// <summary>All zeros.</summary>
    Zeros,

    /// <summary>All of one value.</summary>
    Constant,

    /// <summary>Uniform in [Low, High).</summary>
    Uniform,

    /// <summary>Normal with mean 0 and deviation High.</summary>
    Normal,

    /// <summary>Normal with deviation √(2 / fan-in): He et al. 2015.</summary>
    He,

    /// <summary>Uniform in ±√(6 / (fan-in + fan-out)): Glorot and Bengio 2010.</summary>
    Xavier,

    /// <summary>A random orthogonal matrix [outputs, fan-in]: Saxe et al. 2014.</summary>
    Orthogonal,
}
