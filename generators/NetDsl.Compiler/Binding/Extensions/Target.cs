namespace NetDsl.Compiler.Binding.Extensions;

/// <summary>What a replacement can name in the network that is extended: statements from one to another.</summary>
/// <param name="Start">The first of the statements it stands for.</param>
/// <param name="End">The last.</param>
internal sealed record Target(string Name, int Start, int End, TargetKind Kind);

internal enum TargetKind
{
    /// <summary>A layer, with the activation in its statement; a join with its branches; a use of a block.</summary>
    Layers,

    /// <summary>An activation in the statement of another layer.</summary>
    Activation,
    Output,

    /// <summary>Which cannot be replaced.</summary>
    Input,
}
