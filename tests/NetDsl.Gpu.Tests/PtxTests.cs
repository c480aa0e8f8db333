using System.Reflection;
using System.Text.RegularExpressions;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace NetDsl.Gpu.Tests;

/// <summary>What CUDA devices get, compiled without one.</summary>
public sealed partial class PtxTests
{
    [Fact]
    public void Product_keeps_its_sums_in_registers_and_moves_quads()
    {
        string ptx = Compile<MatrixProduct<
            StandardTile, RowMajor, RowMajor, BiasSink<Relu>>>();
        IsTight(ptx);
        Assert.Contains("ld.global.v4.f32", ptx, StringComparison.Ordinal);
        Assert.Contains("ld.shared.v4.f32", ptx, StringComparison.Ordinal);
        Assert.Contains("st.global.v4.f32", ptx, StringComparison.Ordinal);
        Assert.Contains("bar.sync", ptx, StringComparison.Ordinal);
        // 8×4 values, four steps of the depth a round
        Assert.True(Count(ptx, "mul.f32|fma.rn.f32") >= 128, ptx);
    }

    [Fact]
    public void Strips_of_transposed_factors_are_stored_as_quads()
    {
        string ptx = Compile<MatrixProduct<
            SmallTile, ColumnMajor, ColumnMajor, MatrixSink>>();
        IsTight(ptx);
        Assert.Contains("st.shared.v4.f32", ptx, StringComparison.Ordinal);
    }

    [Fact]
    public void Convolutions_are_tight_in_all_three_directions()
    {
        IsTight(Compile<MatrixProduct<
            FlatTile,
            RowMajor,
            PatchColumns<TinyProgram.C1Shape>,
            ImageSink<Relu>>>());
        IsTight(Compile<MatrixProduct<
            FlatTile, FilterPixels<TinyProgram.C1Shape>, PatchRows<TinyProgram.C1Shape>, MatrixSink>>());
        IsTight(Compile<MatrixProduct<
            FlatTile, ChannelWeights<TinyProgram.C1Shape>, WindowColumns<TinyProgram.C1Shape>, ImageSink<Identity>>>());
    }

    [Fact]
    public void Convolutions_of_small_groups_are_tight()
    {
        IsTight(Compile<SmallGroupsOutput<EachChannel, Relu>>());
        IsTight(Compile<SmallGroupsWeights<EachChannel>>());
        IsTight(Compile<SmallGroupsInput<EachChannel, Identity>>());
    }

    [Fact]
    public void Convolutions_with_weights_for_each_place_are_tight()
    {
        IsTight(Compile<LocalOutput<Uneven, Relu>>());
        IsTight(Compile<LocalWeights<Uneven>>());
        IsTight(Compile<LocalInput<Uneven>>());
    }

    [Fact]
    public void Restricted_boltzmann_machines_are_tight()
    {
        IsTight(Compile<MatrixProduct<StandardTile, RowMajor, RowMajor, GibbsSink<BernoulliUnit>>>());
        IsTight(Compile<MatrixProduct<StandardTile, RowMajor, ColumnMajor, GibbsSink<GaussianUnit>>>());
        IsTight(Compile<MatrixProduct<StandardTile, StackedColumns, StackedColumns, MatrixSink>>());
        IsTight(Compile<HiddenContrast>());
        IsTight(Compile<VisibleContrast>());
        IsTight(Compile<FreeEnergyKernel>());
        IsTight(Compile<ReconstructionErrorKernel>());
        IsTight(Compile<CopyChains>());
    }

    [Fact]
    public void Pretraining_uses_no_local_memory_and_no_calls()
    {
        IsTight(Compile<CorruptionKernel<ZeroNoise>>());
        IsTight(Compile<CorruptionKernel<ExtremeNoise>>());
        IsTight(Compile<CorruptionKernel<NormalNoise>>());
        IsTight(Compile<UnpoolingBackward<PoolingTests.Overlapping>>());
        IsTight(Compile<UpsamplingForward<PoolingTests.Overlapping>>());
        IsTight(Compile<UpsamplingBackward<PoolingTests.Overlapping>>());
        IsTight(Compile<SparsityValue>());
        IsTight(Compile<SparsityGradient>());
        IsTight(Compile<AddPenalty>());
        IsTight(Compile<RowNorms<DenseTests.FourToEight>>());
        IsTight(Compile<ContractionLoss<Gelu>>());
        IsTight(Compile<ContractionCodes<Chain<Gelu, Tanh>>>());
        IsTight(Compile<ContractionWeights<DenseTests.FourToEight, Sigmoid>>());
    }

    [Fact]
    public void Passes_over_values_use_no_local_memory_and_no_calls()
    {
        IsTight(Compile<ActivationForward<Tanh>>());
        IsTight(Compile<ActivationForward<Sigmoid>>());
        IsTight(Compile<ActivationBackward<Relu>>());
        IsTight(Compile<ActivationForward<LeakyRelu<ElementwiseTests.Quarter>>>());
        IsTight(Compile<ActivationBackward<LeakyRelu<ElementwiseTests.Quarter>>>());
        IsTight(Compile<ActivationForward<Elu>>());
        IsTight(Compile<ActivationForward<Gelu>>());
        IsTight(Compile<ActivationBackward<Gelu>>());
        IsTight(Compile<ActivationForward<Chain<Gelu, Tanh>>>());
        IsTight(Compile<ActivationBackward<Chain<Gelu, Tanh>>>());
        IsTight(Compile<ActivationForward<Softplus>>());
        IsTight(Compile<ActivationBackward<Softplus>>());
        IsTight(Compile<AdditionForward<Relu>>());
        IsTight(Compile<ChannelGradient<Relu>>());
        IsTight(Compile<BatchMoments>());
        IsTight(Compile<BatchStatistic>());
        IsTight(Compile<NormalizeForward<Relu>>());
        IsTight(Compile<NormalizeGradientSums<Relu>>());
        IsTight(Compile<NormalizeParameterGradients>());
        IsTight(Compile<NormalizeInputGradient>());
        IsTight(Compile<ScaleChannels<Relu>>());
        IsTight(Compile<PrepareScaling>());
        IsTight(Compile<FoldScaling>());
        IsTight(Compile<StatisticUpdate>());
        IsTight(Compile<MaxPoolingForward<TinyProgram.PoolShape, Relu>>());
        IsTight(Compile<MaxPoolingBackward<TinyProgram.PoolShape, Relu>>());
        IsTight(Compile<WindowSumForward<TinyProgram.PoolShape>>());
        IsTight(Compile<WindowSumBackward<TinyProgram.PoolShape>>());
        IsTight(Compile<DropoutMask>());
        IsTight(Compile<SoftmaxForward>());
        IsTight(Compile<SoftmaxBackward>());
        IsTight(Compile<PixelSoftmaxForward>());
        IsTight(Compile<PixelSoftmaxBackward>());
        IsTight(Compile<SoftmaxLoss>());
        IsTight(Compile<ResponseForward<ResponseNormalizationTests.AlexNets>>());
        IsTight(Compile<ResponseBackward<ResponseNormalizationTests.AlexNets>>());
        IsTight(Compile<ResponseBackward<ResponseNormalizationTests.AnyPower>>());
        IsTight(Compile<UnitLossKernel<SquaredLossUnit>>());
        IsTight(Compile<UnitLossKernel<AbsoluteLossUnit>>());
        IsTight(Compile<UnitLossKernel<BinaryCrossEntropyUnit>>());
        IsTight(Compile<HingeLossKernel>());
        IsTight(Compile<BiasForward>());
        IsTight(Compile<PartSum>());
        IsTight(Compile<FiniteLosses>());
        IsTight(Compile<OptimizerUpdate<SgdRule>>());
        IsTight(Compile<OptimizerUpdate<AdamRule>>());
        IsTight(Compile<OptimizerUpdate<AdagradRule>>());
        IsTight(Compile<OptimizerUpdate<RmsPropRule>>());
        IsTight(Compile<RuledUpdate<SgdRule>>());
        IsTight(Compile<RuledUpdate<AdamRule>>());
        IsTight(Compile<RuledUpdate<AdagradRule>>());
        IsTight(Compile<RuledUpdate<RmsPropRule>>());
        IsTight(Compile<GradientSquares>());
        IsTight(Compile<ClippingFactor>());
        IsTight(Compile<AccumulateGradients>());
    }

    [Fact]
    public void Tanh_is_not_the_approximate_instruction()
        => Assert.DoesNotContain("tanh.approx", Compile<ActivationForward<Tanh>>(), StringComparison.Ordinal);

    private static void IsTight(string ptx)
    {
        Assert.DoesNotContain(".local", ptx, StringComparison.Ordinal);
        Assert.Empty(Calls().Matches(ptx));
    }

    private static int Count(string ptx, string pattern) => Regex.Count(ptx, pattern);

    [GeneratedRegex(@"^\s*call", RegexOptions.Multiline)]
    private static partial Regex Calls();

    // a context of its own for each kernel: one failed compilation spoils a context
    private static string Compile<TKernel>()
        where TKernel : struct, IKernel
    {
        using var context = GpuDevice.CreateContext(_ => { });
        using var backend = new PTXBackend(context, CudaArchitecture.SM_90, CudaInstructionSet.ISA_78, null!);
        var entry = typeof(KernelEntry).GetMethod(nameof(KernelEntry.Run), BindingFlags.Public | BindingFlags.Static)!
            .MakeGenericMethod(typeof(TKernel));
        var kernel = (PTXCompiledKernel)backend.Compile(
            EntryPointDescription.FromExplicitlyGroupedKernel(entry), KernelSpecialization.Empty);
        return kernel.PTXAssembly;
    }
}
