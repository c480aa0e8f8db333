using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;
using NetDsl.Compiler.Syntax;

namespace NetDsl.Compiler.Binding;

/// <summary>`pretrain h1, h2 rbm { … }`: a stage for each layer or range that is named.</summary>
internal sealed class PretrainBinder(DiagnosticBag diagnostics)
{
    public const string Keyword = "pretrain";

    /// <summary>The settings of every kind.</summary>
    public static readonly IReadOnlyList<string> Settings =
        ["rate", "momentum", "decay", "optimizer", .. StageLength.Settings, "clip", "maxnorm"];

    private const string Example = "pretrain h1 rbm { cd 1; rate 0.05; epochs 30 }";

    /// <summary>The stages, or null where something is wrong in them.</summary>
    public IReadOnlyList<BoundStage>? Bind(StatementSyntax statement)
    {
        var errors = diagnostics.ErrorCount;
        var phrase = new Phrase(statement with { Block = null }, Keyword, Example, diagnostics);
        var layers = LayerSetReader.Read(phrase);
        phrase.Word(PretrainKinds.Keywords);
        phrase.End();
        if (statement.Block is not { } block)
        {
            diagnostics.Add(Descriptors.MissingBlock, statement.Head, Keyword, Example);
            return null;
        }

        // the block is read whatever is wrong in front of it
        var kind = PretrainKinds.Find(statement.Terms[statement.Terms.Count - 1].Text);
        if (kind is null || Bind(statement, block, kind) is not { } stage || diagnostics.ErrorCount > errors)
        {
            return null;
        }

        var stages = new List<BoundStage>();
        for (var index = 0; index < layers.Spans.Count; index++)
        {
            var pretrained = (PretrainStage)stage.Stage with { Layers = layers.Layers.Ranges[index] };
            stages.Add(stage with { Stage = pretrained, Layers = layers.Spans[index] });
        }

        return stages;
    }

    private BoundStage? Bind(StatementSyntax statement, BlockSyntax block, PretrainKind kind)
    {
        var subject = $"{Keyword} … {kind.Keyword}";
        var settings = new StageSettings(
            statement, block, subject, [.. kind.Settings, .. Settings], UpdateOfStage.Key, diagnostics);
        var length = StageLength.Read(settings);
        var update = UpdateOfStage.Read(settings, length.WarmUp);
        var limits = new UpdateBinder(settings).BindLimits();
        var stage = kind.Bind(settings);
        settings.Require("rate 0.1", "rate", "optimizer");
        settings.Require("epochs 30", "epochs");
        if (length.Epochs is not { } epochs || update is null || stage is null || settings.Failed)
        {
            return null;
        }

        length.Check(settings, update.Change);
        return new BoundStage(
            stage with
            {
                Optimizer = update.Optimizer,
                Rate = update.Rate,
                Epochs = epochs,
                Stop = length.Stop,
                Momentum = update.Change?.Change,
                Batch = length.Batch,
                Update = limits,
            },
            statement.Head, settings);
    }
}
