namespace NetDsl.Generator.Tests.Campaigns;

/// <summary>Programs in which NUMBER is a value of one kind; NETWORK is the network's name.</summary>
internal static class NumberRoles
{
    private static readonly string[] Layers =
    [
        "conv NUMBERxNUMBER filters 2", "conv 3x3 filters NUMBER", "conv 3x3 filters 2 stride NUMBER", "conv 3x3 filters 2 pad NUMBER",
        "conv 3x3 filters 2 dilation NUMBER", "conv 3x3 filters 2 groups NUMBER", "conv 3x3 filters 2 init normal NUMBER",
        "conv 3x3 filters 2 init uniform NUMBER .. 1", "conv 3x3 filters 2 init uniform -1 .. NUMBER", "conv NUMBER filters 2",
        "deconv 3x3 filters NUMBER stride 2", "deconv 3x3 filters 2 stride NUMBER", "local 3x3 filters NUMBER", "maxpool NUMBER floor",
        "maxpool 2x2 stride NUMBER floor", "avgpool NUMBER ceil", "sumpool 2x2 pad NUMBER floor", "dense NUMBER",
        "dense 4 init uniform -NUMBER .. NUMBER", "dense 4 leakyrelu NUMBER", "leakyrelu NUMBER", "elu NUMBER", "dropout NUMBER",
        "batchnorm momentum NUMBER", "batchnorm epsilon NUMBER", "lrn size 3 alpha NUMBER", "lrn size 3 beta NUMBER", "lrn size 3 bias NUMBER",
        "lrn size NUMBER", "filter 3x3 { NUMBER 0 0 / 0 1 0 / 0 0 -1e20 }", "filter 1x1 times NUMBER { 1 }", "filter 1x1 times NUMBER { NUMBER }",
        "filter 1x1 times 1e20 { NUMBER }", "convolve 1x2 { 1 NUMBER }", "repeat NUMBER { relu }", "project NUMBER; relu", "project 4 stride NUMBER",
    ];

    private static readonly string[] Inputs =
    [
        "scale 0 .. NUMBER", "scale NUMBER .. 1", "mean NUMBER", "deviation NUMBER", "mean NUMBER; deviation NUMBER", "training { rotate NUMBER }",
        "training { crop pad NUMBER }", "training { shift NUMBER }", "training { gain NUMBER .. 2 }", "training { gain 0.5 .. NUMBER }",
    ];

    private static readonly string[] Outputs =
    [
        "dense NUMBER softmax", "dense 3 softmax smoothing NUMBER", "dense 3 linear init normal NUMBER",
        "dense 3 softmax; auxiliary z = dense 3 softmax for y from h weight NUMBER", "dense 1 linear weight NUMBER; output z = dense 2 linear from h",
    ];

    private static readonly string[] Settings =
    [
        "optimizer sgd rate NUMBER", "optimizer sgd rate 0.1 momentum NUMBER", "optimizer sgd rate 0.1 decay NUMBER l1 NUMBER",
        "optimizer sgd rate 0.1 momentum 0.5 then NUMBER after 1 epoch", "optimizer sgd rate 0.1 momentum 0.5 then 0.9 after NUMBER epochs",
        "optimizer adagrad rate NUMBER epsilon NUMBER", "optimizer rmsprop rate 0.1 smoothing NUMBER epsilon NUMBER",
        "optimizer adam rate 0.1 beta1 NUMBER", "optimizer adam rate 0.1 beta2 NUMBER epsilon NUMBER", "optimizer adamw rate 0.1 decay NUMBER",
        "optimizer sgd rate 1; rate times NUMBER every 1 epoch", "optimizer sgd rate 1; rate halves every NUMBER epochs",
        "optimizer sgd rate 1; rate exponential NUMBER every NUMBER epochs", "optimizer sgd rate 1; rate polynomial power NUMBER to 0.1",
        "optimizer sgd rate 1; rate polynomial power 2 to NUMBER", "optimizer sgd rate NUMBER; rate cosine to 1e-40",
        "optimizer sgd rate 1; clip norm NUMBER", "optimizer sgd rate 1; clip value NUMBER", "optimizer sgd rate 1; maxnorm NUMBER",
        "optimizer sgd rate 1; accumulate NUMBER batches", "optimizer sgd rate 1; warmup NUMBER epochs", "optimizer sgd rate 1; batch NUMBER",
        "optimizer sgd rate 1; stop when validation error stalls NUMBER epochs", "optimizer sgd rate NUMBER; rate of h times NUMBER",
        "optimizer sgd rate 1e20; rate of h times NUMBER", "optimizer sgd rate 1; rate of h is NUMBER", "optimizer sgd rate 1e-20; rate of h is NUMBER",
        "optimizer sgd rate 1 decay 1e20; decay of h times NUMBER", "optimizer sgd rate 1 l1 NUMBER; l1 of h is NUMBER",
        "optimizer sgd rate 1 decay 1e-20; decay of h is NUMBER",
        "optimizer sgd rate 1; maxnorm 1e20; maxnorm of h times NUMBER", "optimizer sgd rate 1; maxnorm of h is NUMBER",
    ];

    private static readonly string[] Stages =
    [
        "pretrain h rbm { cd NUMBER rate 0.1 epochs 2 }", "pretrain h rbm { pcd 1 rate NUMBER epochs 2 }",
        "pretrain h rbm { cd 1 rate 0.1 sparsity NUMBER weight 3 epochs 2 }", "pretrain h rbm { cd 1 rate 0.1 sparsity 0.1 weight NUMBER epochs 2 }",
        "pretrain h autoencoder { tied rate 0.1 corrupt masking NUMBER epochs 2 }", "pretrain h autoencoder { tied rate 0.1 corrupt gaussian NUMBER epochs 2 }",
        "pretrain h autoencoder { tied rate 0.1 contract NUMBER epochs 2 }", "pretrain h autoencoder { tied rate 0.1 sparsity NUMBER weight NUMBER epochs 2 }",
        "pretrain h supervised { rate 0.1 epochs NUMBER }", "pretrain h rbm { cd 1 rate 0.1 momentum NUMBER then NUMBER after 1 epoch epochs 2 }",
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Layers.Select(layer => $"network NETWORK {{ input image 1x8x8; {layer}; output y = dense 3 softmax }}"),
        .. Inputs.Select(input => $"network NETWORK {{ input image 1x8x8 {{ {input} }}; output y = dense 3 softmax }}"),
        .. Outputs.Select(output => $"network NETWORK {{ input v 8; h = dense 4 relu; output y = {output} }}"),
        .. Settings.Select(setting => "network NETWORK { input v 8; h = dense 4 relu; output y = dense 3 softmax }"
            + $" schedule S for NETWORK {{ batch 4; finetune {{ {setting}; epochs 2 }} }}"),
        .. Stages.Select(stage => "network NETWORK { input v 8; h = dense 4 sigmoid; output y = dense 3 softmax }"
            + $" schedule S for NETWORK {{ batch 4; {stage} }}"),
        "network NETWORK { input v NUMBER; output y = dense 3 softmax }",
        "network NETWORK { input image 1x8xNUMBER; output y = dense 3 softmax }",
        "const odd = NUMBER\nnetwork NETWORK { input v 8; dense odd; dropout odd; output y = dense 3 softmax }",
        "const odd = 0.5*NUMBER\nnetwork NETWORK { input v 8; dense 4*odd; output y = dense 3 softmax }",
        "block B(odd = NUMBER) { dense odd; leakyrelu odd }\nnetwork NETWORK { input v 8; B(); B(NUMBER); output y = dense 3 softmax }",
        "network NETWORK { input v 8; output y = dense 3 softmax } schedule S for NETWORK { seed NUMBER; batch 4; finetune { optimizer sgd rate 1; epochs 2 } }",
        "network NETWORK { input v 8; output y = dense 3 softmax } schedule S for NETWORK { batch NUMBER; finetune { optimizer sgd rate 1; epochs NUMBER } }",
    ];
}
