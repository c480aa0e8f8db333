using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Layers;

/// <summary>What a layer's binding knows besides its own statement.</summary>
/// <param name="Input">Null where an error before leaves it unknown: the layer's attributes are still checked.</param>
/// <param name="Source">Whose output that is, for messages: `f5`.</param>
/// <param name="IsBeforeRectifier">Decides the default initialisation.</param>
internal sealed record LayerContext(
    string Name, string? Documentation, Shape? Input, string Source, bool IsBeforeRectifier, Arguments Arguments)
{
    /// <summary>Whether the layer that reads this one's output is a batchnorm: then a bias has no effect.</summary>
    public bool IsBeforeNormalization { get; init; }

    /// <summary>The statement's, for kinds that take one.</summary>
    public BlockSyntax? Block { get; init; }

    /// <summary>What a layer reads that reads several others; else empty.</summary>
    public IReadOnlyList<Flow> Joined { get; init; } = [];

    /// <summary>The statement up to its first value: `maxpool 2x2`.</summary>
    public string Shown(Window window) => $"{Arguments.Subject} {Size(window).Replace('×', 'x')}";

    /// <summary>As messages say it.</summary>
    public string Size(Window window) => Input is { } input ? window.Over(input) : window.ToString();

    /// <summary>The input where it is an image or a signal; reported where it is known and is neither.</summary>
    public Shape? Image()
    {
        if (Input is not { Rank: 1 } other)
        {
            return Input;
        }

        Arguments.Report(Descriptors.ImageExpected, Arguments.Span, Arguments.Subject, Source, $"{other} features");
        return null;
    }

    /// <summary>A window, stride or padding: height × width or one number for both; of a signal one number.</summary>
    /// <param name="across">A signal's height for it.</param>
    public Window Window(string attribute, int across, long least, Window? fallback = null)
    {
        if (Input is not { IsSignal: true })
        {
            return Arguments.Window(attribute, least, fallback);
        }

        return new Window(across, (int)Arguments.Integer(attribute, least, Limits.Size, fallback?.Width));
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
