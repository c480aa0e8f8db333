using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Layers;
using NetDsl.Compiler.Parsing;

namespace NetDsl.Compiler.Stages;

/// <summary>A stage of pretraining beside the layers of the network that it is to train.</summary>
/// <param name="number">Of the stage in its schedule.</param>
/// <param name="first">Of the layers in the network.</param>
internal sealed class StageFitting(
    PretrainStage stage, int number, LayerGroup group, int first, ScheduleFindings findings)
{
    // layers that a message shows
    private const int MostDescribed = 3;

    public PretrainStage Stage => stage;

    public LayerGroup Group => group;

    /// <summary>The layers as the stage names them.</summary>
    public string Name { get; } = Excerpt.Of(stage.Layers.ToString());

    /// <summary>What the layers are, each in a few words.</summary>
    public string Description => string.Join(", ", group.Layers.Take(MostDescribed).Select(layer => layer.Description))
        + (group.Layers.Count > MostDescribed ? " …" : "");

    /// <summary>Of the values that the layers read.</summary>
    public ValueRange InputRange => findings.RangeOf(group.Source);

    /// <summary>Of the values that they give.</summary>
    public ValueRange OutputRange => findings.RangeOf(first + group.Layers.Count - 1);

    /// <summary>Reports what is wrong at the setting that says it; at the layers where that is not stated.</summary>
    public void Report(DiagnosticDescriptor descriptor, string? setting, params object[] arguments)
    {
        var places = findings.Places.Stages[number];
        var place = setting is null ? null : places.Of(setting);
        findings.Add(descriptor, place ?? places.Layers!, arguments);
    }
}
