namespace NetDsl.Compiler.Tests;

/// <summary>What messages about stages say: what was found, and what to do.</summary>
public sealed class StageMessageTests
{
    [Theory]
    [InlineData("pretrain sigmoid2 rbm { cd 1 rate 1 epochs 1 }", "there is nothing to learn in sigmoid2; name the layer with the weights, h2")]
    [InlineData("pretrain pixels rbm { cd 1 rate 1 epochs 1 }", "network Digits has no layer 'pixels': it is the input")]
    [InlineData("pretrain digit supervised { rate 1 epochs 1 }", "digit is the layer of output 'digit', which `finetune` trains towards its targets; pretrain the layers in front of it")]
    [InlineData("pretrain h2 .. digit supervised { rate 1 epochs 1 }", "h2 .. digit includes the layer of output 'digit', which `finetune` trains towards its targets; pretrain the layers in front of it")]
    [InlineData("pretrain h1 .. h2 rbm { cd 1 rate 1 epochs 1 }", "rbm trains one dense layer with a sigmoid behind it, but h1 .. h2 is: 30 units over 784, sigmoid, 20 units over 30 …; name one after the other: `pretrain h1, h2 rbm`")]
    [InlineData("pretrain h1 { cd 1 rate 1 epochs 1 }", "found the end of the line in pretrain; expected rbm, autoencoder or supervised, as in `pretrain h1 rbm { cd 1; rate 0.05; epochs 30 }`")]
    [InlineData("finetune { freeze sigmoid1; optimizer sgd rate 1; epochs 1 }", "the freezing of sigmoid1 has no effect: nothing is learnt there; name the layer with the weights, h1")]
    [InlineData("load \"a\" except sigmoid1; finetune { optimizer sgd rate 1; epochs 1 }", "except sigmoid1 has no effect: nothing is learnt there, so weight files hold nothing of it; name the layer with the weights, h1")]
    [InlineData("finetune { freeze h1; optimizer sgd rate 1; epochs 1 }\npretrain h1 rbm { cd 1 rate 1 epochs 1 }", "h1 is frozen here, but the stage in line 6 pretrains it afterwards; put `pretrain` in front of this one")]
    public void Message_about_sigmoid_layers_says_what_to_do(string stages, string expected) =>
        Assert.Equal(expected, Assert.Single(Compilation.Compile(Programs.Digits(stages)).Diagnostics).Message);

    [Theory]
    [InlineData("pretrain c1 rbm { cd 1 rate 1 visible gaussian epochs 1 }", "rbm trains one dense layer with a sigmoid behind it, but c1 is: 8 filters 5×5 over 3×32×32, relu, maxpool 2×2; `autoencoder` or `supervised` may pretrain it")]
    [InlineData("pretrain h1 rbm { cd 1 rate 1 visible gaussian epochs 1 }", "rbm trains one dense layer with a sigmoid behind it, but h1 is: 20 units over 4×4×4, relu; let the dense layer read what is in front, and a sigmoid alone stand behind it")]
    [InlineData("pretrain l autoencoder { free loss squared rate 1 epochs 1 }", "an autoencoder undoes its layers one by one, but l (4 filters 3×3 with weights for each place over 8×6×6) cannot be undone; `supervised` pretrains it")]
    [InlineData("pretrain n autoencoder { free loss squared rate 1 epochs 1 }", "an autoencoder undoes its layers one by one, but there is no dense, conv or deconv in n; name one of them with the layers behind it")]
    public void Message_about_layers_of_images_says_what_to_do(string stages, string expected) =>
        Assert.Equal(expected, Assert.Single(Compilation.Compile(Programs.Images(stages)).Diagnostics).Message);
}
