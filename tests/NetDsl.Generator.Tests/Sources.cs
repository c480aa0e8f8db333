namespace NetDsl.Generator.Tests;

/// <summary>The `.net` files that the tests compile.</summary>
internal static class Sources
{
    public const string LeNet5 = """
        /// Reads a 28×28 grey-scale digit.
        network LeNet5 {
            input image 1x28x28

            /// Strokes.
            c1 = conv 5x5 filters 6 pad 2
            relu
            maxpool 2x2
            c3 = conv 5x5 filters 16
            relu
            maxpool 2x2
            f5 = dense 120
            relu
            f6 = dense 84
            relu
            output digit = dense 10 softmax {
                zero one two three four five six seven eight nine
            }
        }

        schedule Standard for LeNet5 {
            seed 42
            batch 64
            finetune {
                optimizer sgd rate 0.05 momentum 0.9 decay 0.0005
                rate halves every 3 epochs
                epochs 10
            }
        }
        """;

    public const string Mlp = """
        network Mlp {
            input pixels 784
            h1 = dense 1000 relu
            h2 = dense 500 tanh
            output digit = dense 10 softmax
        }

        schedule Warm for Mlp {
            batch 100
            finetune {
                optimizer adam rate 0.001
                rate cosine to 0.00001
                warmup 2 epochs
                epochs 20
                stop when validation error stalls 5 epochs
            }
        }
        """;

    /// <summary>Every kind of pool, dropout in places where it can and cannot work in place, values instead of classes.</summary>
    public const string Depth = """
        network Depth {
            input signal 2x16x12
            dropout 0.1
            conv 3x3 filters 4 same
            sigmoid
            dropout 0.25
            maxpool 2x2
            conv 3x1 filters 3 stride 2x1 pad 1x0
            avgpool 2x2 floor
            tanh
            sumpool 2x2 stride 1
            dropout 0.5
            dense 7
            output metres = dense 1 linear loss squared
        }
        """;

    /// <summary>A network that extends another, and a schedule that starts from the other's weights.</summary>
    public const string Transfer = """
        network Shapes {
            input image 1x8x8
            first = conv 3x3 filters 4 relu
            second = conv 3x3 filters 4 relu
            hidden = dense 20 relu
            output shape = dense 4 softmax
        }
        network Letters extends Shapes { replace shape with dense 26 }

        /// The letters are learnt on top of what is known of shapes.
        schedule Transfer for Letters {
            load "weights/shapes.safetensors" except shape, second .. hidden
            batch 64
            finetune { optimizer sgd rate 0.01; epochs 10 }
        }
        """;

    public const string Photo = """
        network Photo {
            input image 1x8x8
            output tag = dense 3 sigmoid { cat dog car }
        }
        """;

    public const string Sides = """
        network Sides {
            input image 1x8x8
            trunk = dense 6 tanh
            output side = dense 3 linear loss hinge { left middle right }
            auxiliary helper = dense 3 linear loss hinge from trunk for side weight 0.3
        }
        """;

    public const string Pets = """
        network Pets {
            input image 3x16x16 {
                mean 0.4914 0.4822 0.4465
                deviation 0.2470 0.2435 0.2616
                training { crop pad 4; mirror; rotate 10; gain 0.8 .. 1.2 }
            }
            conv 3x3 filters 4 relu
            output pet = dense 2 softmax { cat dog }
        }
        """;

    public const string Broken = """
        network LeNet5 {
            input image 1x28x28
            c1 = conv 5x5 filtres 6
            relu
            output digit = dense 3 softmax { red green blue }
        }

        schedule Standard for LeNet5 {
            batch 64
            finetune { optimizer sgd rate 0.05; epochs 10 }
        }
        """;

    /// <summary>Branches in branches, sums, values read several times, the input in a concatenation, two heads.</summary>
    public const string Branches = """
        block Mix(a, b) {
            concat {
                branch { conv 1x1 filters a relu }
                branch { conv 1x1 filters b relu; inner = conv 3x3 filters a pad 1 relu }
                branch {
                    concat {
                        branch { maxpool 3x3 stride 1 pad 1 }
                        branch { }
                    }
                }
            }
        }
        network Branches {
            input image 2x8x8
            first = conv 3x3 filters 4 pad 1 relu
            mixed = Mix(3, 2)
            reduced = conv 1x1 filters 4
            add {
                branch { conv 3x3 filters 4 pad 1 relu; conv 3x3 filters 4 pad 1 }
                branch { }
                branch { relu from first }
            }
            relu
            both = concat from relu4, image
            again = concat from image, both, relu4
            trunk = dense 6 relu
            output digit = dense 3 softmax
            output size = dense 2 linear from trunk weight 0.5
            avgpool global from mixed
            auxiliary early = dense 3 softmax for digit weight 0.3
        }
        """;

    /// <summary>Every kind of stage: two that pretrain one layer each, one below a throw-away output, and one with
    /// frozen layers.</summary>
    public const string Greedy = """
        network Digits {
            input pixels 64
            h1 = dense 12 sigmoid
            h2 = dense 10 sigmoid
            h3 = dense 8 sigmoid
            output digit = dense 4 softmax
        }

        schedule Greedy for Digits {
            batch 100
            pretrain h1 rbm { cd 1  rate 0.05  momentum 0.5 then 0.9 after 5 epochs  sparsity 0.1 weight 3  epochs 30 }
            pretrain h2 autoencoder { tied  corrupt masking 0.25  loss crossentropy  rate 0.1  epochs 15 }
            pretrain h3 supervised { rate 0.1  epochs 20 }
            finetune { freeze h1 .. h2; optimizer sgd rate 0.1; epochs 10 }
            finetune { optimizer sgd rate 0.01; epochs 5 }
        }
        """;
}
