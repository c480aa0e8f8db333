using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Stages;

/// <summary>`pretrain h1 rbm { cd 1  rate 0.05  epochs 30 }`</summary>
internal sealed class BoltzmannKind : PretrainKind
{
    // steps between the data and what it is compared with: hundreds are near the model's own distribution
    private const int MostSteps = 1000;

    public override string Keyword => "rbm";

    public override IReadOnlyList<string> Settings { get; } = ["cd", "pcd", "visible", "sample", "meanfield", "sparsity"];

    public override PretrainStage? Bind(StageSettings settings)
    {
        var isTwice = settings.Exclude("cd", "pcd", "state one of them");
        var divergence = settings.Integer("cd", "number of steps", MostSteps, "cd 1");
        var persistent = settings.Integer("pcd", "number of steps", MostSteps, "pcd 1");
        settings.Require("cd 1", "cd", "pcd");
        var isGaussian = settings.Word("visible", "visible gaussian", "bernoulli", "gaussian") == "gaussian";
        var samplesVisible = settings.Flag("sample", "visible");
        var hasMeanFieldHidden = settings.Flag("meanfield", "hidden");
        var sparsity = Sparsity(settings);
        return isTwice || (persistent ?? divergence)?.Whole is not { } steps
            ? null
            : new BoltzmannStage(
                Unstated.Layers, (int)steps, persistent is not null, Unstated.Optimizer, Unstated.Rate, 0, null)
            {
                IsGaussian = isGaussian,
                SamplesVisible = samplesVisible,
                HasMeanFieldHidden = hasMeanFieldHidden,
                Sparsity = sparsity,
            };
    }

    public override bool IsOf(PretrainStage stage) => stage is BoltzmannStage;

    public override void Check(StageFitting fitting)
    {
        var layers = fitting.Group.Layers;
        if (layers.Count != 2
            || layers[0] is not DenseLayer
            || layers[1] is not ActivationLayer { Kind: ActivationKind.Sigmoid })
        {
            fitting.Report(
                Descriptors.NoBoltzmannMachine, null, fitting.Name, fitting.Description, Rather(fitting.Group));
        }
        else if (fitting.Stage is BoltzmannStage { IsGaussian: false } && !fitting.InputRange.IsShare)
        {
            fitting.Report(
                Descriptors.VisibleOutOfRange, "visible", fitting.Group.SourceName, fitting.InputRange, fitting.Name);
        }
    }

    /// <summary>What to do where layers are no machine.</summary>
    private static string Rather(LayerGroup group)
    {
        var learning = group.Layers.Where(layer => layer.ParameterCount > 0).ToList();
        var names = string.Join(", ", learning.Select(layer => layer.Name));
        return learning.Any(layer => layer is not DenseLayer) ? "`autoencoder` or `supervised` may pretrain it"
            : learning.Count > 1 ? $"name one after the other: `pretrain {names} rbm`"
            : "let the dense layer read what is in front, and a sigmoid alone stand behind it";
    }
}
