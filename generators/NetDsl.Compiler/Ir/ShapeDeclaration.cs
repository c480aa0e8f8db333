using NetDsl.Compiler.Collections;

namespace NetDsl.Compiler.Ir;

/// <summary>A struct of constants that a kernel is specialised by: `C1Shape : IConvolutionShape`.</summary>
/// <param name="Summary">For its documentation.</param>
/// <param name="Rows">Constants that belong together stand on one line.</param>
public sealed record ShapeDeclaration(
    string Name, string Interface, string Summary, EquatableArray<EquatableArray<ShapeConstant>> Rows)
{
    public static ShapeDeclaration Of(
        string name, string @interface, string summary, params (string Name, int Value)[][] rows) =>
        new(name, @interface, summary, rows.Select(Row).ToEquatableArray());

    private static EquatableArray<ShapeConstant> Row((string Name, int Value)[] row) =>
        row.Select(constant => new ShapeConstant(constant.Name, constant.Value)).ToEquatableArray();
}

public readonly record struct ShapeConstant(string Name, int Value);
