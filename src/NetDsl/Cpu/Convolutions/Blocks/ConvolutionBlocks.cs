using static NetDsl.Cpu.Division;

namespace NetDsl.Cpu;

/// <summary>A convolution's passes as matrix products by blocks, for layers of many channels.</summary>
internal static unsafe class ConvolutionBlocks
{
    /// <summary>See <see cref="Convolution"/>.</summary>
    /// <param name="residual">Its examples lie as far apart as the output's.</param>
    public static void Forward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer output,
        TensorBuffer residual = default)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation =>
        Run<InputSide<TShape>, TActivation>(step, input, weights, bias, output, residual);

    /// <summary>See <see cref="Convolution.Backward"/>.</summary>
    public static void Backward<TShape, TActivation>(
        in CpuStep step,
        TensorBuffer input,
        TensorBuffer weights,
        TensorBuffer output,
        TensorBuffer outputGradient,
        TensorBuffer weightsGradient,
        TensorBuffer biasGradient,
        TensorBuffer inputGradient,
        bool adds = false)
        where TShape : struct, IConvolutionShape
        where TActivation : struct, IActivation
    {
        OutputGradients.Compute<TActivation>(
            step, TShape.Filters, ConvolutionPlan<TShape>.OutputPlane, output, outputGradient, biasGradient);
        if (!weightsGradient.IsNone)
        {
            WeightsGradient.Compute<TShape>(step, input, outputGradient, weightsGradient, adds);
        }

        if (!inputGradient.IsNone)
        {
            Run<OutputSide<TShape>, Identity>(step, outputGradient, weights, bias: default, inputGradient);
        }
    }

    /// <summary>Reads a batch on one side of the convolution and writes the other.</summary>
    /// <param name="bias">For each channel that is written; or none.</param>
    /// <param name="residual">Added before the activation, where a side writes each value and its neighbours together;
    /// or none.</param>
    public static void Run<TSide, TActivation>(
        in CpuStep step,
        TensorBuffer source,
        TensorBuffer weights,
        TensorBuffer bias,
        TensorBuffer target,
        TensorBuffer residual = default)
        where TSide : struct, IConvolutionSide
        where TActivation : struct, IActivation
    {
        var kernel = Prepare<TSide, TActivation>(step, source, weights, bias, out float* planes);
        kernel.Target = target;
        kernel.Residual = residual;
        if (planes is not null)
        {
            RunByImages(step.Machine, kernel, planes);
            return;
        }

        long cost = ConvolutionBlocksKernel<TSide, TActivation>.Cost * step.Count * TSide.Groups;
        step.Machine.Run(kernel, kernel.Tasks, cost);
    }

    /// <summary>Packs the weights, where they are not read as they lie.</summary>
    /// <param name="planes">For one image's, where threads share images; else null.</param>
    /// <returns>A kernel that lacks where to write.</returns>
    public static ConvolutionBlocksKernel<TSide, TActivation> Prepare<TSide, TActivation>(
        in CpuStep step, TensorBuffer source, TensorBuffer weights, TensorBuffer bias, out float* planes)
        where TSide : struct, IConvolutionSide
        where TActivation : struct, IActivation
    {
        Machine machine = step.Machine;
        int tileRows = MatrixProduct.TileRows(machine.Width);
        int tiles = (TSide.Rows + tileRows - 1) / tileRows;
        bool sharesImages = machine.Team.Size > 1 && step.Count * TSide.Groups < 2 * machine.Team.Size;

        bool packs = !TSide.AreWeightsInOrder || TSide.Rows % tileRows != 0;
        long packed = packs ? (long)TSide.Groups * tiles * tileRows * TSide.Depth : 0;
        long shared = sharesImages ? TSide.PlanesSize : 0;
        float* scratch = machine.SharedScratch(packed + TSide.Depth + 32 + shared);
        var offsets = (int*)(scratch + packed);
        TSide.WriteOffsets(offsets);
        if (packs)
        {
            var packing = new PackKernel<TSide>(weights.Pointer, scratch, tiles, tileRows);
            machine.Run(packing, TSide.Groups * tiles, packed);
        }

        planes = sharesImages ? scratch + ((packed + TSide.Depth + 31) / 16 * 16) : null;
        return new ConvolutionBlocksKernel<TSide, TActivation>
        {
            Machine = machine,
            Source = source,
            Weights = packs ? scratch : weights.Pointer,
            AreWeightsPacked = packs,
            Bias = bias.Pointer,
            Offsets = offsets,
            Tiles = tiles,
            Count = step.Count,
            ImagesOfTask = ImagesOfTask(machine, step.Count, TSide.Groups, Math.Max(1, TSide.Phase(0).Places.Count)),
        };
    }

    /// <summary>Images that are computed together: of few places they fill the vectors together.</summary>
    /// <param name="places">Of an image.</param>
    private static int ImagesOfTask(Machine machine, int images, int groups, int places)
    {
        int most = Math.Clamp(
            ((2 * WindowProduct.PlaceBlock) + (places / 2)) / places, 1, Math.Max(1, images * groups / (2 * machine.Team.Size)));
        int best = 1;
        for (int together = 2; together <= most; together++)
        {
            best = Vectors(together) < Vectors(best) ? together : best;
        }

        return best;

        // of the thread that has most to do
        int Vectors(int together) =>
            Ceiling(Ceiling(images, together) * groups, machine.Team.Size) * Ceiling(together * places, (int)machine.Width);
    }

    /// <summary>One group of one image to the planes that its tasks share.</summary>
    public static void Share<TSide, TActivation>(
        ref ConvolutionBlocksKernel<TSide, TActivation> kernel, int image, int group, float* planes)
        where TSide : struct, IConvolutionSide
        where TActivation : struct, IActivation
    {
        kernel.Image = image;
        kernel.Group = group;
        kernel.Planes = TSide.IsDirect ? kernel.Channels(image, group) : planes;
        new FillPlanesKernel<TSide>(new TensorBuffer(kernel.Channels(image, group), 0), 1, 1, planes).Run(kernel.Machine);
    }

    /// <summary>One image after the other, each shared by all threads.</summary>
    private static void RunByImages<TSide, TActivation>(
        Machine machine, ConvolutionBlocksKernel<TSide, TActivation> kernel, float* planes)
        where TSide : struct, IConvolutionSide
        where TActivation : struct, IActivation
    {
        int wanted = 4 * machine.Team.Size;
        int blocks = (TSide.Phase(0).Places.Count + (WindowProduct.PlaceBlock / 2)) / WindowProduct.PlaceBlock;
        kernel.PlaceChunks = Math.Clamp(blocks, 1, wanted);
        kernel.TileChunks = Math.Clamp(wanted / kernel.PlaceChunks, 1, Math.Max(1, kernel.Tiles / 4));
        for (int image = 0; image < kernel.Count; image++)
        {
            for (int group = 0; group < TSide.Groups; group++)
            {
                for (int row = 0; row < TSide.Rows && !TSide.WritesAll; row++)
                {
                    kernel.FillRow(image, 1, group, row);
                }

                Share(ref kernel, image, group, planes);
                machine.Run(
                    kernel, kernel.PlaceChunks * kernel.TileChunks,
                    ConvolutionBlocksKernel<TSide, TActivation>.Cost);
            }
        }
    }

    private readonly struct PackKernel<TSide>(float* weights, float* packed, int tiles, int tileRows) : IKernel
        where TSide : struct, IConvolutionSide
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            int group = task / tiles;
            TSide.PackWeights(
                weights + ((nint)group * TSide.Rows * TSide.Depth),
                packed + ((nint)group * tiles * tileRows * TSide.Depth), task % tiles, tileRows);
        }
    }
}
