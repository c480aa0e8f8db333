using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Stages;

/// <summary>How one kind of pretraining is written, and which layers it can train.</summary>
internal abstract class PretrainKind
{
    /// <summary>The word behind the layers: `rbm`.</summary>
    public abstract string Keyword { get; }

    /// <summary>The settings beside those of every stage.</summary>
    public abstract IReadOnlyList<string> Settings { get; }

    /// <summary>Reads its own settings. What every stage has is set afterwards; what is wrong is reported.</summary>
    /// <returns>Null where something is wrong with it.</returns>
    public abstract PretrainStage? Bind(StageSettings settings);

    public abstract bool IsOf(PretrainStage stage);

    /// <summary>Reports what is wrong between a stage of this kind and its layers.</summary>
    public abstract void Check(StageFitting fitting);

    /// <summary>`sparsity 0.05 weight 3`; null where it is not stated.</summary>
    protected static SparsityTarget? Sparsity(StageSettings settings) =>
        settings.One("sparsity", "sparsity 0.05 weight 3", phrase =>
        {
            var target = phrase.Real("target", RealRange.Inner);
            phrase.Word("weight");
            return new SparsityTarget(target, phrase.Real("weight", RealRange.Positive));
        });
}
