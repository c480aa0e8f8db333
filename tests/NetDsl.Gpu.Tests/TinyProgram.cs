namespace NetDsl.Gpu.Tests;

/// <summary>2×6×6 → convolution 3×3 of 3 filters, relu → maximum 2×2 → dense of 4 → softmax: by hand, as the generator
/// would write it.</summary>
internal sealed class TinyProgram : IGpuProgram
{
    public const int InputSize = 72;
    public const int Classes = 4;
    public static readonly ParameterSlot C1Weights = new(0, 54);
    public static readonly ParameterSlot F2Weights = new(64, 48);
    public static readonly ParameterSlot C1Bias = new(112, 3);
    public static readonly ParameterSlot F2Bias = new(128, 4);
    private static readonly ActivationSlot C1 = new(0, 48);
    private static readonly ActivationSlot Pool = new(48, 12);
    private static readonly ActivationSlot Choice = new(64, 12);
    private static readonly ActivationSlot F2 = new(80, 4);
    private static readonly ActivationSlot F2Gradient = new(96, 4);
    private static readonly ActivationSlot PoolGradient = new(112, 12);
    private static readonly ActivationSlot C1Gradient = new(128, 48);

    public ModelLayout Layout { get; } = new(
        "Tiny",
        new Shape(2, 6, 6),
        Classes,
        Loss.SoftmaxCrossEntropy,
        [],
        [
            new ParameterLayout(
                "c1.weight", 0, new Shape(3, 2, 3, 3), ParameterKind.Weights,
                new Initialization(InitializationKind.He), 18, 27),
            new ParameterLayout(
                "f2.weight", 64, new Shape(4, 12), ParameterKind.Weights,
                new Initialization(InitializationKind.He), 12, 4),
            new ParameterLayout(
                "c1.bias", 112, new Shape(3), ParameterKind.Bias, new Initialization(InitializationKind.Zeros), 0, 0),
            new ParameterLayout(
                "f2.bias", 128, new Shape(4), ParameterKind.Bias, new Initialization(InitializationKind.Zeros), 0, 0),
        ],
        DecayedFloats: 112,
        LearntFloats: 144,
        ParameterFloats: 144,
        [
            new LayerLayout("c1", C1),
            new LayerLayout("pool", Pool),
            new LayerLayout("f2", F2),
        ],
        InferenceFloats: 176,
        TrainingFloats: 176);

    public void Infer(in GpuStep step)
    {
        Convolution.Forward<C1Shape, Relu>(step, step.Input, step.At(C1Weights), step.At(C1Bias), step.At(C1));
        MaxPooling.Forward<PoolShape>(step, step.At(C1), step.At(Pool), choice: default);
        Dense.Forward<F2Shape, Identity>(step, step.At(Pool), step.At(F2Weights), step.At(F2Bias), step.At(F2));
        Softmax.Forward(step, Classes, step.At(F2), step.Output);
    }

    public void Forward(in GpuStep step)
    {
        Convolution.Forward<C1Shape, Relu>(step, step.Input, step.At(C1Weights), step.At(C1Bias), step.At(C1));
        MaxPooling.Forward<PoolShape>(step, step.At(C1), step.At(Pool), step.At(Choice));
        Dense.Forward<F2Shape, Identity>(step, step.At(Pool), step.At(F2Weights), step.At(F2Bias), step.At(F2));
        SoftmaxCrossEntropy.Loss(step, Classes, step.At(F2), step.At(F2Gradient));
    }

    public void Backward(in GpuStep step)
    {
        Dense.Backward<F2Shape, Identity>(
            step,
            step.At(Pool),
            step.At(F2Weights),
            step.At(F2),
            step.At(F2Gradient),
            step.GradientOf(F2Weights),
            step.GradientOf(F2Bias),
            step.At(PoolGradient));
        MaxPooling.Backward<PoolShape>(step, step.At(Choice), step.At(PoolGradient), step.At(C1Gradient));
        Convolution.Backward<C1Shape, Relu>(
            step,
            step.Input,
            step.At(C1Weights),
            step.At(C1),
            step.At(C1Gradient),
            step.GradientOf(C1Weights),
            step.GradientOf(C1Bias),
            inputGradient: default);
    }

    internal readonly struct C1Shape : IConvolutionShape
    {
        public static int Channels => 2;

        public static int Height => 6;

        public static int Width => 6;

        public static int Filters => 3;

        public static int WindowHeight => 3;

        public static int WindowWidth => 3;

        public static int StrideY => 1;

        public static int StrideX => 1;

        public static int PadTop => 0;

        public static int PadLeft => 0;

        public static int OutputHeight => 4;

        public static int OutputWidth => 4;
    }

    internal readonly struct PoolShape : IPoolingShape
    {
        public static int Channels => 3;

        public static int Height => 4;

        public static int Width => 4;

        public static int WindowHeight => 2;

        public static int WindowWidth => 2;

        public static int StrideY => 2;

        public static int StrideX => 2;

        public static int PadTop => 0;

        public static int PadLeft => 0;

        public static int OutputHeight => 2;

        public static int OutputWidth => 2;
    }

    internal readonly struct F2Shape : IDenseShape
    {
        public static int Inputs => 12;

        public static int Outputs => 4;
    }
}
