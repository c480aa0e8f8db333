namespace NetDsl.Compiler.Binding;

/// <summary>Members that each generated class has or inherits, and that no name of a file may become.</summary>
internal static class ReservedMembers
{
    private static readonly HashSet<string> OfNetwork =
    [
        // what a user calls
        "Create", "Prepare", "Predict", "Probabilities", "Scores", "Prediction", "Evaluate", "Run", "Fork", "Save", "Load",
        "Resume", "Schedules", "Dispose", "Device", "Seed", "Name", "Parameters", "Layers", "Labels", "Loss",

        // constants
        "InputSize", "OutputSize", "ParameterCount", "MultiplyAdds", "InferenceBytes", "TrainingBytes", "PreparedBytes",
        "InferenceParameterCount", "TrainingMultiplyAdds",

        // what the generated parts use among themselves
        "Layout", "CpuProgram", "GpuProgram", "StagePrograms", "Inference", "Training", "Preparation", "Backward", "Parameter",
        "PredictOne", "PredictInto", "EvaluateExamples", "ReadParameters", "WriteParameters", "InputCount",
        "DeviceDescription",
        "ModelLayout", "MostProbable", "ValuesOf", "OutputStart",
        "CreateExecutor", "CreateGpuExecutor", "MakeFork", "Executor", "CheckInput", "NotCompiled",
    ];

    private static readonly HashSet<string> OfObject =
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals"];

    private static readonly HashSet<string> OfPrediction =
    [
        "Probability", "Deconstruct", "PrintMembers", "EqualityContract", "Value", "Values",
    ];

    /// <summary>Endings of the members that one layer or head becomes: C1, C1Weights, C1Shape …</summary>
    public static readonly IReadOnlyList<string> Endings =
        ["", "Weights", "Bias", "Scale", "Shift", "RunningMean", "RunningVariance", "Shape", "Slope", "Layer"];

    public static bool Contains(string member) => OfNetwork.Contains(member) || OfObject.Contains(member);

    /// <summary>The method that reads a property: no other member of the class, nor the class, can have its name.</summary>
    public static string Accessor(string property) => "get_" + property;

    /// <summary>Whether a class of this name could not have the members that each generated class has.</summary>
    public static bool ContainsForNetwork(string name) =>
        Contains(name) || OfNetwork.Any(member => Accessor(member) == name);

    /// <summary>What a class's number is called where it is no probability.</summary>
    public const string Score = "Score";

    /// <summary>Whether a prediction's own members take this name from the head.</summary>
    public static bool ContainsForHead(string member) => OfPrediction.Contains(member);

    /// <summary>Whether the type of an example has a member of this name.</summary>
    public static bool ContainsForInput(string member) => member == "Values";

    public static bool ContainsForSchedule(string member) => member == "Schedules" || OfObject.Contains(member);
}
