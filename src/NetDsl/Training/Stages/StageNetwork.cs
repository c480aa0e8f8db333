namespace NetDsl;

/// <summary>A network that a stage trains in place of the model: its parameters are the model's where they have the same
/// name, and the stage's own where not.</summary>
/// <param name="layout">Names, shapes and places.</param>
/// <param name="create">What runs it, on a device.</param>
public sealed class StageNetwork(ModelLayout layout, Func<Device, Executor> create)
{
    /// <summary>What gives its inputs from the model's; null: they are the model's.</summary>
    public StageNetwork? Source { get; init; }

    /// <summary>Names, shapes and places.</summary>
    public ModelLayout Layout => layout;

    internal Executor CreateExecutor(Device device) => create(device);
}
