using static NetDsl.Cpu.Division;

namespace NetDsl.Cpu;

/// <summary>
/// A convolution whose filters lie side by side in the vectors, for inference: places need not fill vectors, the weights are
/// packed once, and nothing of the input is. In training they would have to be packed for each step.
/// </summary>
internal static unsafe class FilterwiseConvolution<TShape>
    where TShape : struct, IConvolutionShape
{
    /// <summary>Products of a sum below which turning the sums back takes longer than it saves.</summary>
    private const int FewestTaps = 256;

    /// <summary>Filters that are there, of those that panels have room for: in hundredths. Windows of one pixel see other
    /// planes with each product, which other ways read slowly.</summary>
    private static int LeastFilled => ConvolutionPlan<TShape>.IsDirect ? 50 : 75;

    /// <summary>Floats of the images that are computed at once, about: each panel of filters reads them all, from the
    /// caches.</summary>
    private const int FloatsAtOnce = 2_000_000;

    private const int RunsOfTask = 8;

    /// <summary>Floats of the images' values of which the second caches hold the larger part, about.</summary>
    private const int CachedFloats = 1_000_000;

    /// <summary>Values of the images, both that are read and that are written, to a weight: where there are more, threads share
    /// them.</summary>
    private const int ValuesOfWeight = 3;

    /// <summary>Whether it does better than other sums: in inference, with as many registers as its tiles take. Its values
    /// are those of <see cref="ConvolutionBlocks"/>, bit by bit.</summary>
    public static bool IsBetter(in CpuStep step) =>
        step.Kept is not null && step.Machine.IsFilterwise
        && ConvolutionPlan<TShape>.Taps >= FewestTaps && Suits
        && 100 * ConvolutionPlan<TShape>.Filters >= LeastFilled * Panels(step.Machine) * FilterwiseSums.PanelOf(step.Machine.Width);

    /// <summary>Whether rows of places consist of runs.</summary>
    public static bool Suits => FilterwiseSums.Length(TShape.OutputWidth) > 0;

    /// <summary>See <see cref="Convolution"/>.</summary>
    /// <param name="residual">Or none.</param>
    public static void Forward<TActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer residual,
        TensorBuffer output)
        where TActivation : struct, IActivation =>
        Forward<TActivation, AllRows>(step, input, weights, bias, residual, output, choice: default);

    /// <summary>See <see cref="Convolution.ForwardPooled"/>: where too many rows come together, what is pooled lies in scratch memory,
    /// some images at a time.</summary>
    public static void ForwardPooled<TActivation, TPool, TPoolActivation>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer output,
        TensorBuffer choice)
        where TActivation : struct, IActivation
        where TPool : struct, IPoolingShape
        where TPoolActivation : struct, IActivation
    {
        if (FilterwiseKernel<TShape, TActivation, PooledRows<TPool, TPoolActivation>>.Suits)
        {
            Forward<TActivation, PooledRows<TPool, TPoolActivation>>(
                step, input, weights, bias, residual: default, output, choice);
            return;
        }

        float* packed = Pack(step, weights);
        int size = TShape.Groups * ConvolutionPlan<TShape>.OutputSize;
        int most = Math.Clamp(
            FloatsAtOnce / Math.Max(size, TShape.Groups * ConvolutionPlan<TShape>.PlanesSize), 1, step.Count);
        long planes = Planes(most);
        var whole = new TensorBuffer(step.Machine.SharedScratch(planes + ((long)most * size)) + planes, size);
        for (int first = 0; first < step.Count; first += most)
        {
            CpuStep part = step with { Count = Math.Min(most, step.Count - first) };
            Run<TActivation, AllRows>(
                step.Machine, part.Count, input.From(first), packed, bias, residual: default, whole, choice: default);
            MaxPooling.Forward<TPool, TPoolActivation>(part, whole, output.From(first), choice.From(first));
        }
    }

    private static void Forward<TActivation, TSink>(
        in CpuStep step, TensorBuffer input, TensorBuffer weights, TensorBuffer bias, TensorBuffer residual,
        TensorBuffer output, TensorBuffer choice)
        where TActivation : struct, IActivation
        where TSink : struct, IRowsSink
    {
        float* packed = Pack(step, weights);
        int most = Math.Clamp(FloatsAtOnce / (TShape.Groups * ConvolutionPlan<TShape>.PlanesSize), 1, step.Count);
        for (int first = 0; first < step.Count; first += most)
        {
            Run<TActivation, TSink>(
                step.Machine, Math.Min(most, step.Count - first), input.From(first), packed, bias, residual.From(first),
                output.From(first), choice.From(first));
        }
    }

    /// <summary>Some images at once.</summary>
    private static void Run<TActivation, TSink>(
        Machine machine, int images, TensorBuffer input, float* packed, TensorBuffer bias, TensorBuffer residual,
        TensorBuffer output, TensorBuffer choice)
        where TActivation : struct, IActivation
        where TSink : struct, IRowsSink
    {
        float* planes = machine.SharedScratch(Planes(images));
        new FillPlanesKernel<InputSide<TShape>>(input, images, TShape.Groups, planes).Run(machine);
        bool isDirect = ConvolutionPlan<TShape>.IsDirect;
        int size = ConvolutionPlan<TShape>.PlanesSize;
        int runs = images * ConvolutionPlan<TShape>.OutputPlane / FilterwiseSums.Length(TShape.OutputWidth);
        int panels = Panels(machine);
        int threads = machine.Team.Size;
        int chunks = ShareImages(images)
            ? Ceiling(Ceiling(runs, FilterwiseSums.RunsAtOnce), threads) * threads
            : Ceiling(4 * threads, TShape.Groups * panels);
        var kernel = new FilterwiseKernel<TShape, TActivation, TSink>
        {
            Machine = machine,
            Source = isDirect ? input.Pointer : planes,
            SourceImage = isDirect ? input.Stride : TShape.Groups * size,
            SourceGroup = isDirect ? ConvolutionPlan<TShape>.InputSize : size,
            Weights = packed,
            Offsets = (int*)(packed + Packed(machine)),
            Bias = bias.Pointer,
            Residual = residual,
            Target = output,
            Choice = choice,
            Panels = panels,
            Runs = runs,
            Chunks = Math.Clamp(runs / RunsOfTask, 1, chunks),
            SharesImages = ShareImages(images),
            Asks = isDirect && (long)images * TShape.Groups * ConvolutionPlan<TShape>.InputSize > CachedFloats,
        };
        machine.Run(kernel, kernel.Tasks, images * TShape.Groups * ConvolutionPlan<TShape>.Cost);
    }

    /// <summary>Whether threads share out places, not filters: they read all weights then, and of the images, which others may have
    /// written, their own.</summary>
    private static bool ShareImages(int images) => ValuesOfWeight * ConvolutionPlan<TShape>.Weights
        <= (long)images * (ConvolutionPlan<TShape>.InputSize + ConvolutionPlan<TShape>.OutputSize);

    /// <summary>Panels of a group.</summary>
    private static int Panels(Machine machine) =>
        FilterwiseSums.Panels(ConvolutionPlan<TShape>.Filters, FilterwiseSums.PanelOf(machine.Width));

    /// <summary>Floats of packed weights.</summary>
    private static int Packed(Machine machine) =>
        TShape.Groups * Panels(machine) * FilterwiseSums.PanelOf(machine.Width) * ConvolutionPlan<TShape>.Taps;

    /// <summary>Floats of all images' planes.</summary>
    private static long Planes(int images) =>
        ConvolutionPlan<TShape>.IsDirect ? 0 : (long)images * TShape.Groups * ConvolutionPlan<TShape>.PlanesSize;

    private static float* Pack(in CpuStep step, TensorBuffer weights) => step.Kept!.Of(
        weights.Pointer,
        KeptForm.Filterwise,
        Packed(step.Machine) + ConvolutionPlan<TShape>.Taps,
        new Kept(step.Machine, weights));

    /// <summary>The packed weights, and behind them the taps' offsets.</summary>
    private readonly struct Kept(Machine machine, TensorBuffer weights) : IKeptWeights
    {
        public void Write(float* room)
        {
            (int panels, int taps, int size) = (Panels(machine), ConvolutionPlan<TShape>.Taps, Packed(machine));
            machine.Run(
                new FilterwiseWeightsKernel(ConvolutionPlan<TShape>.Filters, taps, panels, weights.Pointer, room),
                TShape.Groups * panels, size);
            ConvolutionPlan<TShape>.WriteOffsets((int*)(room + size));
        }
    }
}
