namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>A program in which NAME is a name of one kind; NETWORK is the network's own.</summary>
internal sealed record NameRole(string Text)
{
    public bool IsNetwork { get; init; }
}

internal static class NameRoles
{
    private const string Schedule = " schedule Standard for NETWORK { batch 4; finetune { optimizer sgd rate 0.1; epochs 2 } }";

    /// <summary>With what is read, and what is learnt of it.</summary>
    public static IReadOnlyList<NameRole> All { get; } =
    [
        new("network NAME { input image 1x8x8; c1 = conv 3x3 filters 2; output y = dense 3 softmax { p q r } }"
            + " schedule Standard for NAME { batch 4; finetune { optimizer sgd rate 0.1; epochs 2 } }") { IsNetwork = true },
        new("network NAME { input image 1x8x8; batchnorm; leakyrelu; output y = dense 1 linear }") { IsNetwork = true },
        new("network NAME { input v 8; h1 = dense 4 sigmoid; h2 = dense 4 sigmoid; output y = dense 3 softmax }"
            + " schedule Deep for NAME { batch 4; pretrain h1, h2 rbm { cd 1 rate 0.1 epochs 2 } }") { IsNetwork = true },

        // the input, beside what each kind of output makes of it
        new("network NETWORK { input NAME 8; output digit = dense 3 softmax { p q r } }" + Schedule),
        new("network NETWORK { input NAME 8; output digit = dense 3 linear loss hinge }"),
        new("network NETWORK { input NAME 8; output y = dense 1 linear }"),
        new("network NETWORK { input NAME 8; output y = dense 2 linear }"),
        new("network NETWORK { input NAME 8; output y = dense 3 sigmoid { p q r } }"),
        new("network NETWORK { input NAME 8; output y = dense 3 softmax; output z = dense 1 linear from NAME }"),

        // layers of each kind of members
        new("network NETWORK { input image 1x8x8; NAME = conv 3x3 filters 2; c1 = conv 3x3 filters 2; relu"
            + "; output y = dense 3 softmax { p q r } }" + Schedule),
        new("network NETWORK { input v 8; NAME = dense 4; NAME2 = leakyrelu 0.1; output y = dense 3 softmax }"),
        new("network NETWORK { input image 1x8x8; conv 3x3 filters 4 nobias; NAME = batchnorm; relu; output y = dense 3 softmax }"),
        new("network NETWORK { input image 1x8x8; filter 3x3 pad 1 { 0 0 0 / 0 1 0 / 0 0 0 }; NAME = filter 1x1 { 2 }"
            + "; output y = dense 3 softmax }"),
        new("network NETWORK { input image 1x8x8; NAME = concat { branch { conv 1x1 filters 2 } branch { } }; output y = dense 3 softmax }"),
        new("block NAME(w) { c = dense w relu }\nnetwork NETWORK { input v 8; NAME(4); NAME(3); output y = dense 3 softmax }"),
        new("block Unit(w) { c = dense w relu }\nnetwork NETWORK { input v 8; NAME = Unit(4); output y = dense 3 softmax }"),
        new("block Unit(w) { NAME = dense w relu }\nnetwork NETWORK { input v 8; Unit(4); output y = dense 3 softmax }"),
        new("network NETWORK { input v 8; repeat 2 { NAME = dense 3 relu }; output y = dense 3 softmax }"),

        // outputs of each kind
        new("network NETWORK { input v 8; output NAME = dense 3 softmax { p q r } }" + Schedule),
        new("network NETWORK { input v 8; output NAME = dense 3 softmax }"),
        new("network NETWORK { input v 8; output NAME = dense 3 linear loss hinge { p q r } }"),
        new("network NETWORK { input v 8; output NAME = dense 1 linear }"),
        new("network NETWORK { input v 8; output NAME = dense 3 sigmoid { p q r } }"),
        new("network NETWORK { input v 8; h = dense 4 relu; output NAME = dense 3 softmax { p q r }; output a = dense 1 linear from h"
            + "; output b = dense 3 linear loss hinge from h; output c = dense 3 softmax from h; auxiliary d = dense 3 softmax for c from h }"),
        new("network NETWORK { input v 8; output y = dense 3 softmax { NAME q r } }"),
        new("network NETWORK { input v 8; output y = dense 3 sigmoid { p NAME r } }"),
        new("network NETWORK { input v 8; h = dense 4; output y = dense 3 softmax { p q NAME }; output z = dense 1 linear from h }"),

        // schedules and stages
        new("network NETWORK { input v 8; output y = dense 3 softmax { p q r } }"
            + " schedule NAME for NETWORK { batch 4; finetune { optimizer sgd rate 0.1; epochs 2 } }"),
        new("network NETWORK { input v 8; h1 = dense 4 sigmoid; h2 = dense 4 sigmoid; output y = dense 3 softmax { p q r } }"
            + " schedule NAME for NETWORK { batch 4; pretrain h1 rbm { cd 1 rate 0.1 epochs 2 }"
            + " finetune { optimizer sgd rate 0.1; epochs 2 } } schedule Deep for NETWORK { batch 4;"
            + " pretrain h1 .. h2 autoencoder { tied rate 0.1 epochs 2 } }"),
        new("network NETWORK { input v 8; NAME = dense 4 sigmoid; h2 = dense 4 sigmoid; output y = dense 3 softmax { p q r } }"
            + " schedule Deep for NETWORK { batch 4; pretrain NAME rbm { cd 1 rate 0.1 epochs 2 }"
            + " pretrain NAME, h2 autoencoder { tied rate 0.1 epochs 2 } pretrain h2 supervised { rate 0.1 epochs 2 }"
            + " finetune { optimizer sgd rate 0.1; freeze NAME; epochs 2 }"
            + " finetune { optimizer sgd rate 0.1; rate of NAME is 0.2; epochs 2 } }"),
        new("network NETWORK { input NAME 8; h1 = dense 4 sigmoid; h2 = dense 4 sigmoid; output y = dense 3 softmax }"
            + " schedule Deep for NETWORK { batch 4; pretrain h1, h2 autoencoder { free rate 0.1 epochs 2 } }"),

        // numbers with names, and texts
        new("const NAME = 3\nnetwork NETWORK { input v 8; dense NAME; dense 2*NAME; output y = dense NAME softmax }"),
        new("block Unit(NAME) { dense NAME relu }\nnetwork NETWORK { input v 8; Unit(4); output y = dense 3 softmax }"),
        new("/// NAME <b> & \"quoted\" \\ */ -- ]]>\nnetwork NETWORK { input v 8\n/// NAME </summary>\nh = dense 4 relu"
            + "\noutput y = dense 3 softmax }"),
        new("network NETWORK { input v 8; h = dense 4 relu; output y = dense 3 softmax }"
            + " schedule Standard for NETWORK { load \"NAME\" except h; batch 4; finetune { optimizer sgd rate 0.1; epochs 2 } }"),
    ];
}
