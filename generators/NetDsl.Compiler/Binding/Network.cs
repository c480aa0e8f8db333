using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Binding;

/// <summary>A network whose every name is known, every shape computed: what the file means, free of where it stood.</summary>
/// <param name="Name">As written; the class's name.</param>
/// <param name="Documentation">The text of its `///` comments, lines joined by '\n', or null.</param>
/// <param name="InputName">As written: `image`.</param>
/// <param name="Layers">In the order of the file; each says which it reads.</param>
/// <param name="Outputs">In the order of the file.</param>
/// <param name="Recomputed">The layers of each use of a block marked `recompute` that is in no other such; none of them is empty.</param>
/// <param name="Preparation">What is done to each input first, or null where the file states nothing.</param>
public sealed record Network(
    string Name,
    string? Documentation,
    string InputName,
    Shape Input,
    EquatableArray<Layer> Layers,
    EquatableArray<OutputHead> Outputs,
    EquatableArray<Schedule> Schedules,
    EquatableArray<RecomputedRange> Recomputed,
    InputPreparation? Preparation = null)
{
    /// <summary>Layers, by name, that the networks have that this one extends, and that it left out.</summary>
    public EquatableArray<string> LeftOut { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The first output that the network is used for.</summary>
    public OutputHead Output => MainOutputs[0];

    /// <summary>Those that the network is used for.</summary>
    public IReadOnlyList<OutputHead> MainOutputs => Outputs.Where(output => !output.IsAuxiliary).ToList();

    /// <summary>What an output is trained towards: of classes the column of the labels, else where its values begin in the
    /// targets. An auxiliary output has what the one has that it helps.</summary>
    public int TargetOf(OutputHead head)
    {
        var (column, start) = (0, 0);
        foreach (var output in MainOutputs)
        {
            if (output.Name == (head.Towards ?? head.Name))
            {
                break;
            }

            (column, start) = output.Loss.TakesLabels ? (column + 1, start) : (column, start + output.Units);
        }

        return head.Loss.TakesLabels ? column : start;
    }
}

/// <summary>Layers by index, the last included.</summary>
public sealed record RecomputedRange(int First, int Last);

/// <summary>What values of the network mean and what they are trained towards.</summary>
/// <param name="Name">As written: `digit`.</param>
/// <param name="Layer">The layer that gives the values, by index; −1 for the input.</param>
/// <param name="Shape">Of its values.</param>
/// <param name="Loss">What it makes of the layer's values, and what training minimises of that.</param>
/// <param name="Labels">The classes' names in the order of their indices; empty where the file names none.</param>
/// <param name="Weight">Of its loss in the sum that training minimises.</param>
/// <param name="Towards">Of an auxiliary output, which is there in training only: the output whose targets it has too.</param>
public sealed record OutputHead(
    string Name, int Layer, Shape Shape, LossFunction Loss, EquatableArray<string> Labels, double Weight = 1, string? Towards = null)
{
    public int Units => (int)Shape.Count;

    public bool IsAuxiliary => Towards is not null;
}
