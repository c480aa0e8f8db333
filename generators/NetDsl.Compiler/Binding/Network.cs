using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Binding;

/// <summary>A network whose every name is known, every shape computed: what the file means, free of where it stood.</summary>
/// <param name="Name">As written; the class's name.</param>
/// <param name="Documentation">The text of its `///` comments, lines joined by '\n', or null.</param>
/// <param name="InputName">As written: `image`.</param>
/// <param name="Layers">In the order of the file. Layer i's input is layer i - 1's output; layer 0's is the input.</param>
/// <param name="Output">The head: its dense layer is the last of <paramref name="Layers"/>.</param>
public sealed record Network(
    string Name,
    string? Documentation,
    string InputName,
    Shape Input,
    EquatableArray<Layer> Layers,
    OutputHead Output,
    EquatableArray<Schedule> Schedules);

/// <summary>What the network's last values mean and what it is trained towards.</summary>
/// <param name="Name">As written: `digit`.</param>
/// <param name="Loss">Softmax with cross-entropy, or squared error on linear units.</param>
/// <param name="Labels">The classes' names in the order of their indices; empty where the file names none.</param>
public sealed record OutputHead(string Name, int Units, LossKind Loss, EquatableArray<string> Labels);

public enum LossKind
{
    /// <summary>−log softmax(z)[label], the mean over the batch.</summary>
    SoftmaxCrossEntropy,

    /// <summary>½ Σ (y − t)², the mean over the batch.</summary>
    Squared,
}
