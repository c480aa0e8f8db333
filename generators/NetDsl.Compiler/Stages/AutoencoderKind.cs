using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages.Autoencoders;

namespace NetDsl.Compiler.Stages;

/// <summary>`pretrain h1 autoencoder { tied  corrupt masking 0.25  loss crossentropy  rate 0.1  epochs 15 }`</summary>
internal sealed class AutoencoderKind : PretrainKind
{
    public override string Keyword => "autoencoder";

    public override IReadOnlyList<string> Settings { get; } =
        ["tied", "free", "corrupt", "sparsity", "contract", "loss", "unpool"];

    public override PretrainStage? Bind(StageSettings settings)
    {
        var isTwice = settings.Exclude("tied", "free", "state one of them");
        var isTied = settings.Flag("tied");
        var isFree = settings.Flag("free");
        settings.Require("tied", "tied", "free");
        var isCrossEntropy = settings.Word("loss", "loss squared", "crossentropy", "squared") != "squared";
        var corruption = settings.One("corrupt", "corrupt masking 0.25", ReadCorruption);
        var sparsity = Sparsity(settings);
        var contraction = settings.Real("contract", RealRange.Positive, "contract 0.1");
        var unpooling = settings.Word("unpool", "unpool switches", "switches", "upsample");
        return isTwice || isTied == isFree
            ? null
            : new AutoencoderStage(
                Unstated.Layers, isTied, isCrossEntropy, Unstated.Optimizer, Unstated.Rate, 0, null)
            {
                Corruption = corruption,
                Sparsity = sparsity,
                Contraction = contraction?.Real ?? 0,
                Unpooling = unpooling switch
                {
                    "switches" => Unpooling.Switches,
                    "upsample" => Unpooling.Upsampling,
                    _ => null,
                },
            };
    }

    public override bool IsOf(PretrainStage stage) => stage is AutoencoderStage;

    public override void Check(StageFitting fitting)
    {
        var stage = (AutoencoderStage)fitting.Stage;
        DecoderCheck.Run(stage, fitting);
        if (stage.IsCrossEntropy && !fitting.InputRange.IsShare)
        {
            fitting.Report(
                Descriptors.CrossEntropyOutOfRange, "loss", fitting.Group.SourceName, fitting.InputRange, fitting.Name);
        }

        if (stage.Corruption is { Kind: CorruptionKind.SaltAndPepper } && !fitting.InputRange.IsShare)
        {
            fitting.Report(
                Descriptors.SaltOutOfRange, "corrupt", fitting.Group.SourceName, fitting.InputRange, fitting.Name);
        }

        if (stage.Sparsity is not null && !fitting.OutputRange.IsShare)
        {
            fitting.Report(
                Descriptors.SparsityOutOfRange, "sparsity", fitting.Group.Layers[fitting.Group.Layers.Count - 1].Name,
                fitting.OutputRange);
        }

        if (stage.Contraction > 0 && AutoencoderNetwork.Contracted(fitting.Group) is null)
        {
            fitting.Report(Descriptors.NotContracted, "contract", fitting.Name, fitting.Description);
        }
    }

    private static Corruption ReadCorruption(Phrase phrase)
    {
        var kind = phrase.Word("masking", "saltpepper", "gaussian") switch
        {
            "gaussian" => CorruptionKind.Gaussian,
            "saltpepper" => CorruptionKind.SaltAndPepper,
            _ => CorruptionKind.Masking,
        };
        return kind == CorruptionKind.Gaussian
            ? new Corruption(kind, phrase.Real("deviation", RealRange.Positive))
            : new Corruption(kind, phrase.Real("share", RealRange.Inner));
    }
}
