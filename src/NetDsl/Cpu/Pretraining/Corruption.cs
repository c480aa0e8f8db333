using System.Runtime.CompilerServices;

namespace NetDsl.Cpu;

/// <summary>Damage that a denoising autoencoder has to undo (Vincent et al. 2008). Its random numbers follow from
/// <see cref="Philox"/> as dropout's do: value e of the batch [examples, size] has word e mod 4 of block
/// e / 4.</summary>
public static unsafe class Corruption
{
    private const int CountOfTask = 4_096;
    private const int ValuesOfBlock = 4;

    /// <summary>output = input, a share of whose values becomes 0; the others stay as they are. May be in
    /// place.</summary>
    /// <param name="amount">The share, in [0, 1].</param>
    /// <param name="stream">Which stream of random numbers: each layer has its own.</param>
    public static void Masking(
        in CpuStep step, float amount, int stream, int size, TensorBuffer input, TensorBuffer output)
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, input, output);
        var kernel = new MaskingKernel(pieces, amount, stream, step.Random, input, output);
        step.Machine.Run(kernel, pieces.Tasks, (long)step.Count * size * 2);
    }

    /// <summary>output = input, a share of whose values becomes 0 or 1, each as likely; may be in place.</summary>
    /// <param name="amount">The share, in [0, 1].</param>
    /// <param name="stream">Which stream of random numbers: each layer has its own.</param>
    public static void SaltAndPepper(
        in CpuStep step, float amount, int stream, int size, TensorBuffer input, TensorBuffer output) =>
        Run<ExtremeNoise>(step, amount, stream, size, input, output);

    /// <summary>output = input + normal noise; may be in place.</summary>
    /// <param name="amount">The noise's deviation.</param>
    /// <param name="stream">Which stream of random numbers: each layer has its own.</param>
    public static void Gaussian(
        in CpuStep step, float amount, int stream, int size, TensorBuffer input, TensorBuffer output) =>
        Run<NormalNoise>(step, amount, stream, size, input, output);

    private static void Run<TNoise>(
        in CpuStep step, float amount, int stream, int size, TensorBuffer input, TensorBuffer output)
        where TNoise : struct, INoise
    {
        var pieces = new Pieces(step.Count, size, CountOfTask, input, output);
        var kernel = new Kernel<TNoise>(pieces, amount, stream, step.Random, input, output);
        step.Machine.Run(kernel, pieces.Tasks, (long)step.Count * size * TNoise.CostOfValue);
    }

    private readonly struct MaskingKernel(
        Pieces pieces, float amount, int stream, RandomPosition random, TensorBuffer input, TensorBuffer output)
        : IKernel
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                RandomRun.Draw(
                    new MaskUse(input.At(piece), output.At(piece), amount, scale: 1),
                    piece.Index, piece.Count, stream, random);
            }
        }
    }

    private readonly struct Kernel<TNoise>(
        Pieces pieces, float amount, int stream, RandomPosition random, TensorBuffer input, TensorBuffer output)
        : IKernel
        where TNoise : struct, INoise
    {
        public void Execute<TLanes, TVector>(int task, int worker)
            where TLanes : struct, ILanes<TVector>
            where TVector : struct
        {
            foreach (Piece piece in pieces.OfTask(task))
            {
                Corrupt(input.At(piece), output.At(piece), piece.Index, piece.Index + piece.Count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Corrupt(float* from, float* to, long first, long end)
        {
            var noise = default(TNoise);
            for (long i = first; i < end;)
            {
                noise.Draw(Philox.At((uint)(i / ValuesOfBlock), stream, random.Step, random.Seed));
                int value = (int)(i % ValuesOfBlock);
                int values = (int)Math.Min(ValuesOfBlock, value + end - i);
                for (; value < values; value++, i++)
                {
                    to[i - first] = noise.Apply(from[i - first], value, amount);
                }
            }
        }
    }
}
