using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>A struct of constants that a kernel is specialised by: `C1Shape : IConvolutionShape`.</summary>
/// <param name="Summary">For its documentation.</param>
/// <param name="Rows">Constants that belong together stand on one line.</param>
public sealed record ShapeDeclaration(
    string Name, string Interface, string Summary, EquatableArray<EquatableArray<ShapeConstant>> Rows)
{
    /// <param name="rows">An empty one is left out.</param>
    public static ShapeDeclaration Of(
        string name, string @interface, string summary, params (string Name, int Value)[][] rows) =>
        new(name, @interface, summary, rows.Where(row => row.Length > 0).Select(Row).ToEquatableArray());

    /// <summary>A struct of one float.</summary>
    public static ShapeDeclaration OfReal(string name, string @interface, string summary, string constant, double value) =>
        new(name, @interface, summary, new([new([new ShapeConstant(constant, "float", Text.Float(value))])]));

    /// <summary>The same with one more constant, on a line of its own.</summary>
    public ShapeDeclaration With(ShapeConstant constant) =>
        this with { Rows = Rows.Append(new([constant])).ToEquatableArray() };

    private static EquatableArray<ShapeConstant> Row((string Name, int Value)[] row) =>
        row.Select(constant => new ShapeConstant(constant.Name, "int", Text.Number(constant.Value))).ToEquatableArray();
}

/// <param name="Type">`int`, `float` or `bool`.</param>
/// <param name="Value">As C# writes it.</param>
public sealed record ShapeConstant(string Name, string Type, string Value);
