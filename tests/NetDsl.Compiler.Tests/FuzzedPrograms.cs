namespace NetDsl.Compiler.Tests;

/// <summary>Programs that the fuzz tests cut and mutate: of each part of the language.</summary>
internal static class FuzzedPrograms
{
    public const string Blocks = """
        const width = 4
        block Unit(filters, stride = 1) { c = conv 3x3 filters filters stride stride pad 1; relu }
        block Stage(width, turns) { Unit(2*width, 2); repeat turns - 1 { u = Unit(2*width) } }
        network Net {
            input image 1x28x28
            stage = Stage(width, (7 - 1)/2)
            Stage(2*width, 1)
            output digit = dense 6 + width softmax
        }

        """;

    public const string Files = """
        // lib/a.net
        const width = 4
        block Unit(filters, stride = 1) { c = conv 3x3 filters filters stride stride pad 1; relu }
        // lib/b.net
        import "a.net"
        const turns = 7 - width
        block Stage(width, turns) { Unit(2*width, 2); repeat turns - 1 { u = Unit(2*width) } }
        // c.net
        import "lib/a.net"
        import "lib/b.net"
        network Net {
            input image 1x28x28
            stage = Stage(width, turns)
            Unit(2*width)
            output digit = dense 6 + width softmax
        }
        schedule Fast for Net { batch width; finetune { optimizer sgd rate 0.1; epochs turns } }

        """;

    public const string Extensions = """
        // a.net
        const width = 4
        block Unit(n) { c = conv 3x3 filters n pad 1; relu }
        network Net {
            input image 1x12x12
            c2 = conv 3x3 filters width relu
            u = Unit(width)
            s = add { branch { conv 1x1 filters 4 from c2 } branch { project 4 } }
            repeat 2 { t = dense 6 }
            output digit = dense 3 softmax { a b c }
            auxiliary early = dense 3 softmax for digit from u weight 0.3
        }
        network Next extends Net { replace u with Unit(2*width); replace relu1 with tanh; replace s with project 3 }
        // b.net
        import "a.net"
        network Last extends Next {
            replace u_c with { conv 1x1 filters 4; u_c = conv 1x1 filters width }
            replace digit with dense 4 { p q r s }
            replace early with dense 4
            replace t_2 with { }
        }
        network Other extends Last { replace u with Unit(3); replace c2 with conv 5x5 filters 3 same }

        """;

    public const string Pretraining = """
        const epochs = 4
        network Net {
            input image 1x12x12
            c1 = conv 3x3 filters 4 relu
            maxpool 2x2
            repeat 2 { h = dense 6 sigmoid }
            h3 = dense 5 sigmoid
            output digit = dense 3 softmax
        }
        schedule S for Net {
            batch 8
            pretrain c1 autoencoder { free  unpool upsample  corrupt masking 0.25  rate 0.1  epochs epochs }
            pretrain h_2, h3 rbm { cd 1  rate 0.05  momentum 0.5 then 0.9 after 5 epochs  decay 0.0002  epochs 30 }
            pretrain h .. h3 autoencoder { tied loss squared sparsity 0.05 weight 3 rate 0.1 epochs 3 }
            pretrain h3 supervised { optimizer adam rate 0.1 epochs 2*epochs batch 4 stop when validation error stalls 2 epochs }
            finetune { freeze c1 .. h, digit optimizer sgd rate 0.1 momentum 0.5 then 0.9 after 1 epoch rate of h3 is 1 epochs 9 }
        }

        """;
}
