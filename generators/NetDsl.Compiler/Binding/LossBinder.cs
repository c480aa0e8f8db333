using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Losses;

namespace NetDsl.Compiler.Binding;

/// <summary>The `softmax smoothing 0.1`, `sigmoid` or `linear loss hinge` of an output.</summary>
internal static class LossBinder
{
    /// <summary>Null where something is wrong with it.</summary>
    public static LossFunction? Bind(Arguments arguments, string example)
    {
        var word = arguments.Word("loss", "loss", LossKinds.Words, isRequired: false);
        var stated = LossKinds.Keywords.Where(arguments.Has).ToList();
        if (stated.Count == 0)
        {
            if (!arguments.Failed)
            {
                arguments.Report(
                    Descriptors.MissingAttribute, arguments.Span, "output", TermText.Or(LossKinds.Keywords), example);
            }

            return null;
        }

        if (stated.Count > 1)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf(stated[1]), stated[0], stated[1],
                "an output is one of them");
            return null;
        }

        return Bind(arguments, stated[0], word);
    }

    private static LossFunction? Bind(Arguments arguments, string keyword, string? word)
    {
        if (LossKinds.Find(keyword, word) is not { } kind)
        {
            arguments.Report(
                Descriptors.ConflictingAttributes, arguments.SpanOf("loss"), keyword, "loss",
                $"{keyword} is trained towards the cross-entropy; the losses are those of `linear`");
            return null;
        }

        foreach (var attribute in LossKinds.All.SelectMany(other => other.Attributes))
        {
            if (arguments.Has(attribute.Name) && !kind.Attributes.Contains(attribute))
            {
                var owner = LossKinds.All.First(other => other.Attributes.Contains(attribute));
                arguments.Report(
                    Descriptors.ConflictingAttributes, arguments.SpanOf(attribute.Name), keyword, attribute.Name,
                    $"{attribute.Name} is one of {owner.Keyword}");
            }
        }

        return kind.Bind(arguments);
    }
}
