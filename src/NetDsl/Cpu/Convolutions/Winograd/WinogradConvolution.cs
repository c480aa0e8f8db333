namespace NetDsl.Cpu;

/// <summary>
/// A convolution of 3×3 windows that move by one, by Winograd's algorithm F(4×4, 3×3) (Lavin and Gray, "Fast algorithms for
/// convolutional neural networks", 2016): a quarter of the multiply-adds, and rounding errors about twice a plain sum's. The
/// order of its sums depends on the shape and the number of images alone.
/// </summary>
internal static unsafe class WinogradConvolution<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>Channels, on both sides, below which transforming them takes longer than it saves.</summary>
    private const int FewestChannels = 32;

    /// <summary>Tiles below which reading the transformed weights takes longer than it saves.</summary>
    private const int FewestTiles = 32;

    /// <summary>Tiles times channels, of the side that has fewer, below which there is too little to do at once.</summary>
    private const int FewestElements = 6_000;

    /// <summary>Fewest tiles where the weights are transformed already.</summary>
    private const int FewestTilesOfKept = 8;

    /// <summary>Fewest tiles times channels there.</summary>
    private const int FewestElementsOfKept = 500;

    /// <summary>Floats of transformed weights that the caches keep: then no number of tiles is too small, unless filters lie side by
    /// side in the vectors, with which sums of few places are as fast as others.</summary>
    private const int CachedWeights = 1_000_000;

    /// <summary>Floats of what is pooled, before it is, at once: about 8 MB.</summary>
    private const int PooledFloats = 2_000_000;

    private static int Channels => TShape.Channels / TShape.Groups;

    private static int Filters => TShape.Filters / TShape.Groups;

    private static int WeightPitch => WinogradSizes.RoundUp(Channels);

    private static nint WeightElement => WinogradSizes.Stagger((nint)Filters * WeightPitch);

    private static long WeightFloats => WinogradSizes.Elements * (long)WeightElement;

    private static bool Suits =>
        TShape.AllowsWinograd
        && TShape.WindowHeight == 3 && TShape.WindowWidth == 3
        && TShape.StrideY == 1 && TShape.StrideX == 1 && TShape.DilationY == 1 && TShape.DilationX == 1
        && TShape.PadTop <= 2 && TShape.PadLeft <= 2
        && Channels >= FewestChannels && Filters >= FewestChannels;

    /// <summary>Whether it does better than sums, for so many images.</summary>
    public static bool IsBetter(in CpuStep step)
    {
        if (!Suits)
        {
            return false;
        }

        WinogradSizes sizes = WinogradSizes.Forward<TShape>(step.Count);
        bool isKept = step.Kept is not null;
        int tiles = sizes.TileRows * sizes.TilesX;
        bool areTilesMany = tiles >= (isKept ? FewestTilesOfKept : FewestTiles)
            || (isKept && !step.Machine.IsFilterwise && WeightFloats <= CachedWeights);
        bool areElementsMany =
            (long)tiles * Math.Min(Channels, Filters) >= (isKept ? FewestElementsOfKept : FewestElements);

        // where half of the tiles' values were dropped, it would take as long
        long values = (long)step.Count * TShape.OutputHeight * TShape.OutputWidth;
        return areTilesMany && areElementsMany && 2 * values > (long)tiles * WinogradSizes.Tile * WinogradSizes.Tile;
    }

    /// <summary>See <see cref="Convolution"/>.</summary>
    /// <param name="residual">Or none.</param>
    public static void Forward<TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer residual,
        TensorBuffer output)
        where TActivation : struct, IActivation =>
        Forward<TActivation, AllRows>(step, input, weights, bias, residual, output, choice: default);

    private static void Forward<TActivation, TSink>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer residual,
        TensorBuffer output, TensorBuffer choice)
        where TActivation : struct, IActivation
        where TSink : struct, IRowsSink
    {
        WinogradSizes sizes = WinogradSizes.Forward<TShape>(step.Count);
        long floats = Transformed(step.Machine, sizes);
        float* scratch = step.Machine.SharedScratch(Scratch(step.Machine, sizes));
        float* kept = step.Kept is null ? null : step.Kept.Of(
            weights.Pointer, KeptForm.Winograd, TShape.Groups * floats, new Kept(step.Machine, sizes, weights));
        for (int group = 0; group < TShape.Groups; group++)
        {
            float* transformed = kept is null ? scratch : kept + (group * floats);
            if (kept is null)
            {
                Transform(step.Machine, sizes, weights, group, turns: false, transformed);
            }

            Run<TActivation, TSink>(
                step.Machine, sizes, group, input, transformed, turns: false, scratch + floats, bias.Pointer, residual, output,
                choice);
        }
    }

    /// <summary>See <see cref="Convolution.ForwardPooled"/>: where windows and tiles do not fit, what is pooled lies in scratch memory,
    /// some images at a time.</summary>
    public static void ForwardPooled<TActivation, TPool, TPoolActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output,
        TensorBuffer choice)
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
    {
        if (PooledRows<TPool, TPoolActivation>.TakesPairs)
        {
            Forward<TActivation, PooledRows<TPool, TPoolActivation>>(
                step, input, weights, bias, residual: default, output, choice);
            return;
        }

        int size = TShape.Filters * TShape.OutputHeight * TShape.OutputWidth;
        int most = Math.Clamp(PooledFloats / size, 1, step.Count);
        long scratch = Scratch(step.Machine, WinogradSizes.Forward<TShape>(most));
        var whole = new TensorBuffer(step.Machine.SharedScratch(scratch + ((long)most * size)) + scratch, size);
        for (int first = 0; first < step.Count; first += most)
        {
            CpuStep part = step with { Count = Math.Min(most, step.Count - first) };
            Forward<TActivation>(part, input.From(first), weights, bias, residual: default, whole);
            MaxPooling.Forward<TPool, TPoolActivation>(part, whole, output.From(first), choice.From(first));
        }
    }

    /// <summary>See <see cref="Convolution.Backward"/>.</summary>
    public static void Backward<TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient,
        bool adds)
        where TActivation : struct, IActivation
    {
        OutputGradients.Compute<TActivation>(
            step, TShape.Filters, TShape.OutputHeight * TShape.OutputWidth, output, outputGradient, biasGradient);
        for (int group = 0; group < TShape.Groups && !weightsGradient.IsNone; group++)
        {
            WeightsGradient(step, group, input, outputGradient, weightsGradient, adds);
        }

        WinogradSizes sizes = WinogradSizes.Backward<TShape>(step.Count);
        for (int group = 0; group < TShape.Groups && !inputGradient.IsNone; group++)
        {
            float* transformed = step.Machine.SharedScratch(Scratch(step.Machine, sizes));
            Transform(step.Machine, sizes, weights, group, turns: true, transformed);
            Run<Identity, AllRows>(
                step.Machine, sizes, group, outputGradient, transformed, turns: true,
                transformed + Transformed(step.Machine, sizes),
                bias: null, residual: default, inputGradient, choice: default);
        }
    }

    /// <summary>Floats of a group's transformed weights. Where filters lie side by side in the vectors, products of few tiles
    /// are as fast as those of many.</summary>
    private static long Transformed(Machine machine, in WinogradSizes sizes) => machine.IsFilterwise
        ? WinogradSizes.Elements * (long)WinogradPanelsKernel.ElementSize(
            sizes.Rows, sizes.Channels, FilterwiseSums.PanelOf(machine.Width))
        : WeightFloats;

    /// <summary>Floats of shared scratch memory: transformed weights, and what <see cref="WinogradPass{TActivation,TSink}"/>
    /// needs.</summary>
    private static long Scratch(Machine machine, in WinogradSizes sizes) =>
        Transformed(machine, sizes) + WinogradPass<Identity, AllRows>.ScratchFloats(machine, sizes);

    /// <summary>A group's weights, as the products of a pass read them.</summary>
    /// <param name="turns">As the gradients' way back sees them.</param>
    private static void Transform(
        Machine machine, in WinogradSizes sizes, TensorBuffer weights, int group, bool turns, float* transformed)
    {
        const int taps = WinogradSizes.Taps;
        float* from = weights.Pointer + ((nint)group * Filters * Channels * taps);
        if (machine.IsFilterwise)
        {
            (nint filter, nint channel) = (Channels * taps, taps);
            new WinogradPanelsKernel(
                sizes.Rows, sizes.Channels, turns ? channel : filter, turns ? filter : channel, turns, from, transformed)
                .Run(machine);
            return;
        }

        var kernel = new WinogradWeightsKernel(Filters, Channels, WeightPitch, turns, from, transformed);
        machine.Run(kernel, kernel.Tasks, kernel.Cost);
    }

    /// <summary>A group of the batch.</summary>
    /// <param name="weights">See <see cref="Transform"/>.</param>
    private static void Run<TActivation, TSink>(
        Machine machine,
        in WinogradSizes sizes,
        int group,
        TensorBuffer source,
        float* weights,
        bool turns,
        float* scratch,
        float* bias,
        TensorBuffer residual,
        TensorBuffer target,
        TensorBuffer choice)
        where TActivation : struct, IActivation
        where TSink : struct, IRowsSink
    {
        var pass = new WinogradPass<TActivation, TSink>(machine, sizes)
        {
            Source = sizes.Image(source, group),
            Weights = turns ? new MatrixView(weights, 1, WeightPitch) : new MatrixView(weights, WeightPitch, 1),
            WeightElement = WeightElement,
            Scratch = scratch,
            Bias = bias,
            Residual = residual,
            Target = target,
            Choice = choice,
            FirstRow = group * sizes.Rows,
        };
        pass.Run();
    }

    private static void WeightsGradient(
        in CpuStep step, int group, TensorBuffer input, TensorBuffer outputGradient, TensorBuffer weightsGradient, bool adds)
    {
        Machine machine = step.Machine;
        WinogradSizes sizes = WinogradSizes.Forward<TShape>(step.Count);
        var parts = new WinogradParts(sizes, WeightFloats);
        float* sums = machine.SharedScratch(WinogradWeightsPass.ScratchFloats(machine, parts));
        var pass = new WinogradWeightsPass
        {
            Machine = machine,
            Parts = parts,
            Input = sizes.Image(input, group),
            Gradients = sizes.Target(outputGradient, group),
            Sums = sums,
            FilterPitch = WeightPitch,
            Element = WeightElement,
        };
        pass.Run();
        var back = new WinogradWeightsGradientKernel(
            Filters, Channels, WeightPitch, parts.Count, sums,
            weightsGradient.Pointer + ((nint)group * Filters * Channels * WinogradSizes.Taps), adds);
        machine.Run(back, back.Tasks, back.Cost);
    }

    /// <summary>All groups' weights.</summary>
    private readonly struct Kept(Machine machine, WinogradSizes sizes, TensorBuffer weights) : IKeptWeights
    {
        public void Write(float* room)
        {
            for (int group = 0; group < TShape.Groups; group++)
            {
                Transform(machine, sizes, weights, group, turns: false, room + (group * Transformed(machine, sizes)));
            }
        }
    }
}
