using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Rates;

/// <summary>How one kind of rate plan is written.</summary>
internal abstract class RateKind
{
    /// <summary>The word behind `rate`.</summary>
    public abstract string Keyword { get; }

    /// <summary>Reads what stands behind the keyword. What is wrong is reported.</summary>
    public abstract RatePlan Bind(Phrase phrase, RateStart start);

    /// <summary>Reads `every 3 epochs`.</summary>
    protected static int Every(Phrase phrase)
    {
        phrase.Word("every");
        var epochs = phrase.Integer("number of epochs", Limits.Epochs);
        phrase.Word("epochs", "epoch");
        return (int)epochs;
    }

    /// <summary>Reads `to 0.001`, which must not be above the start.</summary>
    protected double To(Phrase phrase, RateStart start)
    {
        phrase.Word("to");
        var where = phrase.Where;
        var final = phrase.Real("end", RealRange.NotNegative);
        if (!phrase.Failed && start.Initial > 0 && final > start.Initial)
        {
            phrase.Report(Diagnostics.Descriptors.RateRises, where, Keyword, start.Initial, final);
        }

        return final;
    }
}
