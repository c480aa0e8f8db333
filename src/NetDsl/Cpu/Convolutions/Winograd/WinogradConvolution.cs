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
    public static bool IsBetter(int images)
    {
        if (!Suits)
        {
            return false;
        }

        // where half of the tiles' values were dropped, it would take as long
        WinogradSizes sizes = WinogradSizes.Forward<TShape>(images);
        int tiles = sizes.TileRows * sizes.TilesX;
        long values = (long)images * TShape.OutputHeight * TShape.OutputWidth;
        return tiles >= FewestTiles
            && (long)tiles * Math.Min(Channels, Filters) >= FewestElements
            && 2 * values > (long)tiles * WinogradSizes.Tile * WinogradSizes.Tile;
    }

    /// <summary>See <see cref="Convolution"/>.</summary>
    /// <param name="residual">Or none.</param>
    public static void Forward<TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer residual,
        TensorBuffer output)
        where TActivation : struct, IActivation
    {
        float* scratch = step.Machine.SharedScratch(Scratch(step.Count));
        WinogradSizes sizes = WinogradSizes.Forward<TShape>(step.Count);
        bool isNew = true;
        float* kept = step.Kept is null ? null : step.Kept.Of(weights.Pointer, TShape.Groups * WeightFloats, out isNew);
        for (int group = 0; group < TShape.Groups; group++)
        {
            float* transformed = kept is null ? scratch : kept + (group * WeightFloats);
            if (isNew)
            {
                Transform(step.Machine, weights, group, turns: false, transformed);
            }

            Run<TActivation>(
                step.Machine, sizes, group, input, new MatrixView(transformed, WeightPitch, 1), scratch + WeightFloats,
                bias.Pointer, residual, output);
        }
    }

    /// <summary>See <see cref="Convolution.ForwardPooled"/>: what is pooled lies in scratch memory, some images at a
    /// time.</summary>
    public static void ForwardPooled<TActivation, TPool, TPoolActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output,
        TensorBuffer choice)
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
    {
        int size = TShape.Filters * TShape.OutputHeight * TShape.OutputWidth;
        int most = Math.Clamp(PooledFloats / size, 1, step.Count);
        long scratch = Scratch(most);
        var whole = new TensorBuffer(step.Machine.SharedScratch(scratch + ((long)most * size)) + scratch, size);
        for (int first = 0; first < step.Count; first += most)
        {
            CpuStep part = step with { Count = Math.Min(most, step.Count - first) };
            Forward<TActivation>(part, From(input, first), weights, bias, residual: default, whole);
            MaxPooling.Forward<TPool, TPoolActivation>(part, whole, From(output, first), From(choice, first));
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
            float* transformed = step.Machine.SharedScratch(WeightFloats + sizes.PatchFloats + sizes.ProductFloats);
            Transform(step.Machine, weights, group, turns: true, transformed);
            Run<Identity>(
                step.Machine, sizes, group, outputGradient, new MatrixView(transformed, 1, WeightPitch),
                transformed + WeightFloats, bias: null, residual: default, inputGradient);
        }
    }

    /// <summary>Shared scratch memory of a forward pass, in floats.</summary>
    private static long Scratch(int images)
    {
        WinogradSizes sizes = WinogradSizes.Forward<TShape>(images);
        return WeightFloats + sizes.PatchFloats + sizes.ProductFloats;
    }

    /// <summary>The examples from one on; or none.</summary>
    private static TensorBuffer From(TensorBuffer buffer, int example) =>
        buffer.IsNone ? buffer : new TensorBuffer(buffer.Example(example), buffer.Stride);

    private static void Transform(Machine machine, TensorBuffer weights, int group, bool turns, float* transformed)
    {
        var kernel = new WinogradWeightsKernel(
            Filters, Channels, WeightPitch, turns,
            weights.Pointer + ((nint)group * Filters * Channels * WinogradSizes.Taps), transformed);
        machine.Run(kernel, kernel.Tasks, kernel.Cost);
    }

    /// <summary>A group of the batch, chunk by chunk.</summary>
    /// <param name="weights">The first element's, [rows, channels].</param>
    /// <param name="scratch">For patches and products.</param>
    private static void Run<TActivation>(
        Machine machine,
        in WinogradSizes sizes,
        int group,
        TensorBuffer source,
        MatrixView weights,
        float* scratch,
        float* bias,
        TensorBuffer residual,
        TensorBuffer target)
        where TActivation : struct, IActivation
    {
        float* products = scratch + sizes.PatchFloats;
        for (int first = 0; first < sizes.TileRows; first += sizes.ChunkRows)
        {
            var chunk = new WinogradChunk(first, Math.Min(sizes.ChunkRows, sizes.TileRows - first));
            new WinogradElementsKernel<WinogradPatches>(
                machine, sizes, chunk, sizes.Image(source, group), scratch, sizes.PatchElement).Run();
            new WinogradProductsKernel(
                machine, sizes.Rows, chunk.Rows * sizes.TilesX, sizes.Channels,
                weights, WeightElement,
                new MatrixView(scratch, sizes.Pitch, 1), sizes.PatchElement,
                new MatrixView(products, sizes.Pitch, 1), sizes.ProductElement,
                adds: false).Run();
            new WinogradTilesKernel<TActivation>(
                machine, sizes, chunk, products, bias, residual, target, group * sizes.Rows).Run();
        }
    }

    private static void WeightsGradient(
        in CpuStep step, int group, TensorBuffer input, TensorBuffer outputGradient, TensorBuffer weightsGradient, bool adds)
    {
        Machine machine = step.Machine;
        WinogradSizes sizes = WinogradSizes.Forward<TShape>(step.Count);
        float* transformed = machine.SharedScratch(Scratch(step.Count));
        float* scratch = transformed + WeightFloats;
        float* products = scratch + sizes.PatchFloats;
        for (int first = 0; first < sizes.TileRows; first += sizes.ChunkRows)
        {
            var chunk = new WinogradChunk(first, Math.Min(sizes.ChunkRows, sizes.TileRows - first));
            new WinogradElementsKernel<WinogradPatches>(
                machine, sizes, chunk, sizes.Image(input, group), scratch, sizes.PatchElement).Run();
            new WinogradElementsKernel<WinogradGradients>(
                machine, sizes, chunk, sizes.Target(outputGradient, group), products, sizes.ProductElement).Run();
            new WinogradProductsKernel(
                machine, sizes.Rows, sizes.Channels, chunk.Rows * sizes.TilesX,
                new MatrixView(products, sizes.Pitch, 1), sizes.ProductElement,
                new MatrixView(scratch, 1, sizes.Pitch), sizes.PatchElement,
                new MatrixView(transformed, WeightPitch, 1), WeightElement,
                adds: first > 0).Run();
        }

        var back = new WinogradWeightsGradientKernel(
            Filters, Channels, WeightPitch, transformed,
            weightsGradient.Pointer + ((nint)group * Filters * Channels * WinogradSizes.Taps), adds);
        machine.Run(back, back.Tasks, back.Cost);
    }
}
