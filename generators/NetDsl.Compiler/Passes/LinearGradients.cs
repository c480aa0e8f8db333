using NetDsl.Compiler.Ir;
using NetDsl.Compiler.Ir.Operations;

namespace NetDsl.Compiler.Passes;

/// <summary>The way back of each layer with weights, found by its shape: each has a shape of its own.</summary>
internal sealed class LinearGradients
{
    private readonly Dictionary<string, LinearBackward> byShape = [];

    public LinearGradients(IEnumerable<Operation> backward)
    {
        foreach (var operation in backward.OfType<LinearBackward>())
        {
            if (!byShape.ContainsKey(Key(operation.Core, operation.ShapeName)))
            {
                byShape.Add(Key(operation.Core, operation.ShapeName), operation);
            }
        }
    }

    /// <summary>Null where nothing in or in front of the layer learns.</summary>
    public LinearBackward? Of(Linear forward) =>
        byShape.TryGetValue(Key(forward.Core, forward.ShapeName), out var found) ? found : null;

    public void Replace(LinearBackward old, LinearBackward by) => byShape[Key(old.Core, old.ShapeName)] = by;

    private static string Key(string core, string shape) => $"{core} {shape}";
}
