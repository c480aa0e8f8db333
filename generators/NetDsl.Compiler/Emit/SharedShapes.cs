using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Ir;

namespace NetDsl.Compiler.Emit;

/// <summary>Layers of the same sizes have one struct, the first's: kernels are compiled once for all of them.</summary>
internal sealed class SharedShapes
{
    private readonly Dictionary<string, string> names = [];
    private readonly List<ShapeDeclaration> declared = [];
    private readonly Dictionary<string, int> uses = [];

    public SharedShapes(EquatableArray<ShapeDeclaration> shapes)
    {
        var first = new Dictionary<string, string>();
        foreach (var shape in shapes)
        {
            var sizes = Sizes(shape);
            if (!first.TryGetValue(sizes, out var name))
            {
                first.Add(sizes, name = shape.Name);
                declared.Add(shape);
            }

            names[shape.Name] = name;
            uses[name] = uses.TryGetValue(name, out var count) ? count + 1 : 1;
        }
    }

    /// <summary>The structs to write.</summary>
    public IReadOnlyList<ShapeDeclaration> Declared => declared;

    /// <summary>The struct that stands for a shape; null where the name is no shape's.</summary>
    public string? NameOf(string shape) => names.TryGetValue(shape, out var name) ? name : null;

    /// <summary>Layers, or parts of layers, that have a struct although it is named after another.</summary>
    public int Others(ShapeDeclaration shape) => uses[shape.Name] - 1;

    private static string Sizes(ShapeDeclaration shape)
    {
        var sizes = new List<string> { shape.Interface };
        foreach (var row in shape.Rows)
        {
            foreach (var constant in row)
            {
                sizes.Add($"{constant.Type} {constant.Name} {constant.Value}");
            }
        }

        return string.Join(";", sizes);
    }
}
