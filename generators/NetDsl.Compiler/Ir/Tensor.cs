using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Ir;

/// <summary>One tensor of a program.</summary>
/// <param name="Id">Its index among the program's tensors.</param>
/// <param name="Name">As comments name it: `relu1`, `c1's weights`, `gradient of relu1`.</param>
/// <param name="Member">The C# name of its place; unique among tensors of its kind.</param>
/// <param name="Shape">Of one example, or of a parameter.</param>
/// <param name="Of">A gradient's parameter; else null.</param>
/// <param name="Start">Of an output of the program, where its values begin among those of all.</param>
public sealed record Tensor(
    int Id, string Name, string Member, Shape Shape, TensorKind Kind, int? Of = null, int Start = 0)
{
    /// <summary>Whether the tensor lies in the arena of activations.</summary>
    public bool IsPlanned => Kind is TensorKind.Activation or TensorKind.Gradient or TensorKind.Choice;
}

public enum TensorKind
{
    /// <summary>The examples: never written.</summary>
    Input,

    /// <summary>What inference returns.</summary>
    Output,

    /// <summary>Values of one example that lie in the arena.</summary>
    Activation,

    /// <summary>The loss's derivative by an activation; in the arena too.</summary>
    Gradient,

    /// <summary>Which value a pool took: int32, one for each value it gave.</summary>
    Choice,

    Parameter,

    /// <summary>A parameter's, or a statistic of the batch in its place.</summary>
    ParameterGradient,

    /// <summary>Made of parameters alone, once for many batches; not for each example.</summary>
    Prepared,
}
