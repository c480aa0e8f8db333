using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Syntax;
using NetDsl.Compiler.Updates;

namespace NetDsl.Compiler.Binding;

/// <summary>Reads `conv1_1 .. conv4_3, fc8`. Whether the network has those layers, <see cref="LayerRuleCheck"/>
/// says.</summary>
internal static class LayerSetReader
{
    public static PlacedLayers Read(Phrase phrase)
    {
        var ranges = new List<LayerRange>();
        var spans = new List<TextSpan>();
        do
        {
            var first = phrase.Name("the name of a layer");
            var last = phrase.Accept("..") ? phrase.Name("the name of a layer") : null;
            if (first is not null)
            {
                ranges.Add(new LayerRange(first.Text, last?.Text));
                spans.Add(first.Span.To((last ?? first).Span));
            }
        }
        while (phrase.Accept(","));
        return new PlacedLayers(new LayerSet(ranges.ToEquatableArray()), spans);
    }
}

/// <param name="Spans">Where each range stands.</param>
internal sealed record PlacedLayers(LayerSet Layers, IReadOnlyList<TextSpan> Spans);
