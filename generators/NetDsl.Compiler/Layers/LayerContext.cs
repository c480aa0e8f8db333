using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;

namespace NetDsl.Compiler.Layers;

/// <summary>What a layer's binding knows besides its own statement.</summary>
/// <param name="Input">Null where an error before leaves it unknown: the layer's attributes are still checked.</param>
/// <param name="Source">Whose output that is, for messages: `f5`.</param>
/// <param name="IsBeforeRectifier">Decides the default initialisation.</param>
internal sealed record LayerContext(
    string Name, string? Documentation, Shape? Input, string Source, bool IsBeforeRectifier, Arguments Arguments)
{
    /// <summary>The statement up to its first value: `maxpool 2x2`.</summary>
    public string Shown(Window window) => $"{Arguments.Subject} {window.ToString().Replace('×', 'x')}";

    /// <summary>The input where it is an image; reported where it is known and is none.</summary>
    public Shape? Image()
    {
        if (Input is not { Rank: not 3 } other)
        {
            return Input;
        }

        var given = other.Rank == 1 ? $"{other} features" : $"{other}, channels × length";
        Arguments.Report(Descriptors.ImageExpected, Arguments.Span, Arguments.Subject, Source, given);
        return null;
    }

    /// <summary>Whether a layer of this size is possible; reported where not.</summary>
    public bool Fits(long parameters, long values)
    {
        if (parameters > Limits.Parameters)
        {
            Report("parameters", parameters, Limits.Parameters);
        }
        else if (values > Limits.LayerValues)
        {
            Report("values", values, Limits.LayerValues);
        }

        return !Arguments.Failed;
    }

    private void Report(string what, long count, long most) => Arguments.Report(
        Descriptors.TooLarge, Arguments.Span, Name, count == long.MaxValue ? "more than 9e18" : Limits.Text(count),
        what, Limits.Text(most));
}
