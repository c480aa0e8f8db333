using NetDsl.Cpu;

namespace NetDsl.Tests.Cpu;

/// <summary>As the generator writes them: 1×8×8 → conv 3×3, 4 filters, tanh → maxpool 2×2 → dropout → dense 3, softmax.
/// </summary>
internal sealed class SmallProgram : ICpuProgram
{
    private static readonly ParameterSlot ConvWeights = new(0, 36);
    private static readonly ParameterSlot DenseWeights = new(48, 192);
    private static readonly ParameterSlot ConvBias = new(240, 4);
    private static readonly ParameterSlot DenseBias = new(256, 3);
    private static readonly ActivationSlot Conv = new(0, 256);
    private static readonly ActivationSlot ConvGradient = new(256, 256);
    private static readonly ActivationSlot Pool = new(512, 64);
    private static readonly ActivationSlot PoolGradient = new(576, 64);
    private static readonly ActivationSlot Choice = new(640, 64);
    private static readonly ActivationSlot Dropped = new(704, 64);
    private static readonly ActivationSlot Output = new(768, 3);
    private static readonly ActivationSlot OutputGradient = new(784, 3);

    public ModelLayout Layout { get; } = new(
        "Small", new Shape(1, 8, 8), 3, Loss.SoftmaxCrossEntropy, ["a", "b", "c"],
        [
            new("conv.weight", 0, new Shape(4, 1, 3, 3), ParameterKind.Weights, new(InitializationKind.He), 9, 36),
            new("dense.weight", 48, new Shape(3, 64), ParameterKind.Weights, new(InitializationKind.He), 64, 3),
            new("conv.bias", 240, new Shape(4), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
            new("dense.bias", 256, new Shape(3), ParameterKind.Bias, new(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 240, LearntFloats: 272, ParameterFloats: 272,
        [
            new("conv", Conv), new("pool", Pool), new("dense", Output),
        ],
        InferenceFloats: 800, TrainingFloats: 800);

    public void Infer(in CpuStep step)
    {
        Convolution.Forward<ConvShape, Tanh>(
            step, step.Input, step.At(ConvWeights), step.At(ConvBias), step.At(Conv));
        MaxPooling.Forward<PoolShape>(step, step.At(Conv), step.At(Pool), choice: default);
        Dense.Forward<DenseShape, Identity>(
            step, step.At(Pool), step.At(DenseWeights), step.At(DenseBias), step.At(Output));
        Softmax.Forward(step, 3, step.At(Output), step.Output);
    }

    public void Forward(in CpuStep step)
    {
        Convolution.Forward<ConvShape, Tanh>(
            step, step.Input, step.At(ConvWeights), step.At(ConvBias), step.At(Conv));
        MaxPooling.Forward<PoolShape>(step, step.At(Conv), step.At(Pool), step.At(Choice));
        Dropout.Forward(step, rate: 0.25f, stream: 0, size: 64, step.At(Pool), step.At(Dropped));
        Dense.Forward<DenseShape, Identity>(
            step, step.At(Dropped), step.At(DenseWeights), step.At(DenseBias), step.At(Output));
        SoftmaxCrossEntropy.Loss(step, 3, step.At(Output), step.At(OutputGradient));
    }

    public void Backward(in CpuStep step)
    {
        Dense.Backward<DenseShape, Identity>(
            step, step.At(Dropped), step.At(DenseWeights), step.At(Output), step.At(OutputGradient),
            step.GradientOf(DenseWeights), step.GradientOf(DenseBias), step.At(PoolGradient));
        Dropout.Backward(step, rate: 0.25f, stream: 0, size: 64, step.At(PoolGradient), step.At(PoolGradient));
        MaxPooling.Backward<PoolShape>(step, step.At(Choice), step.At(PoolGradient), step.At(ConvGradient));
        Convolution.Backward<ConvShape, Tanh>(
            step, step.Input, step.At(ConvWeights), step.At(Conv), step.At(ConvGradient),
            step.GradientOf(ConvWeights), step.GradientOf(ConvBias), inputGradient: default);
    }

    private readonly struct ConvShape : IConvolutionShape
    {
        public static int Channels => 1;

        public static int Height => 8;

        public static int Width => 8;

        public static int Filters => 4;

        public static int WindowHeight => 3;

        public static int WindowWidth => 3;

        public static int StrideY => 1;

        public static int StrideX => 1;

        public static int PadTop => 1;

        public static int PadLeft => 1;

        public static int OutputHeight => 8;

        public static int OutputWidth => 8;
    }

    private readonly struct PoolShape : IPoolingShape
    {
        public static int Channels => 4;

        public static int Height => 8;

        public static int Width => 8;

        public static int WindowHeight => 2;

        public static int WindowWidth => 2;

        public static int StrideY => 2;

        public static int StrideX => 2;

        public static int PadTop => 0;

        public static int PadLeft => 0;

        public static int OutputHeight => 4;

        public static int OutputWidth => 4;
    }

    private readonly struct DenseShape : IDenseShape
    {
        public static int Inputs => 64;

        public static int Outputs => 3;
    }
}
