namespace NetDsl.Conformance.Devices;

/// <summary>All networks of the folder Networks, and those of stages.</summary>
internal static class Subjects
{
    /// <summary>Small enough for ILGPU's CPU accelerator.</summary>
    public static IReadOnlyList<Subject> Small { get; } =
    [
        new("Windows", Windows.Create),
        new("SamePadding", SamePadding.Create),
        new("Rounding", Rounding.Create),
        new("Gaps", Gaps.Create),
        new("PoolFirst", PoolFirst.Create),
        new("Rectifiers", Rectifiers.Create),
        new("Gelus", Gelus.Create),
        new("Responses", Responses.Create),
        new("Softmaxes", Softmaxes.Create),
        new("Global", Global.Create),
        new("Signal", Signal.Create),
        new("Flattened", Flattened.Create),
        new("Reader", Reader.Create),
        new("Features", Features.Create),
        new("Series", Series.Create),
        new("Dropouts", Dropouts.Create),
        new("Linear", Linear.Create),
        new("Initialisations", Initialisations.Create),
        new("Blocks", Blocks.Create),
        new("Groups", Groups.Create),
        new("Dilations", Dilations.Create),
        new("Rhythm", Rhythm.Create),
        new("Deconvolutions", Deconvolutions.Create),
        new("Upsampled", Upsampled.Create),
        new("Locals", Locals.Create),
        new("LocalSeries", LocalSeries.Create),
        new("Filtered", Filtered.Create),
        new("Smoothed", Smoothed.Create),
        new("Kernels", Kernels.Create),
        new("Updates", Updates.Create),
        new("Branches", Branches.Create),
        new("Residual", Residual.Create),
        new("Heads", Heads.Create),
        new("Prepared", Prepared.Create),
        new("Normalized", Normalized.Create),
        new("NormalizedFeatures", NormalizedFeatures.Create, LeastBatch: 2),
        new("NormalizedSeries", NormalizedSeries.Create),
        new("NormalizedResidual", NormalizedResidual.Create),
        new("NormalizedKernels", NormalizedKernels.Create),
        new("Sums", Sums.Create),
        new("Chains", Chains.Create),
        new("InnerOutputs", InnerOutputs.Create, LeastBatch: 2),
        new("Recomputed", Recomputed.Create),
        new("Remembered", Remembered.Create),
        new("SmallAlexNet", SmallAlexNet.Create),
        new("SmallVgg", SmallVgg.Create),
        new("SmallGoogLeNet", SmallGoogLeNet.Create),
        new("SmallResNet", SmallResNet.Create),
        new("SmoothedLabels", SmoothedLabels.Create),
        new("Tags", Tags.Create),
        new("Distances", Distances.Create),
        new("Margins", Margins.Create),
        new("Mixed", Mixed.Create),
        new("Machines", Machines.Create),
        new("Encoded", Encoded.Create),
        .. Autoencoders.All,
    ];

    /// <summary>Larger than a tile in every direction.</summary>
    public static Subject Wide { get; } = new("Wide", NetDsl.Conformance.Wide.Create);

    /// <summary>Too large for ILGPU's CPU accelerator: <see cref="Wide"/>, and what goes by Winograd's algorithm.</summary>
    public static IReadOnlyList<Subject> Large { get; } = [Wide, new("Broad", Broad.Create)];

    /// <summary>The subject of that name.</summary>
    public static Subject Named(string name) => Small.Concat(Large).Single(subject => subject.Name == name);
}
