using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Tests;

/// <summary>The schedules that the language was thought out for.</summary>
public sealed class StageLanguageTests
{
    private const string FineTuning = """
        finetune {
                optimizer sgd rate 0.1
                epochs 200
                stop when validation error stalls 10 epochs
            }
        """;

    private const string Pretraining = $$"""
        network Digits {
            input pixels 784
            h1 = dense 1000 sigmoid
            h2 = dense 1000 sigmoid
            h3 = dense 1000 sigmoid
            output digit = dense 10 softmax
        }

        // Hinton et al. 2006: a stack of restricted Boltzmann machines.
        schedule Dbn for Digits {
            batch 100
            pretrain h1 rbm { cd 1  rate 0.05  momentum 0.5 then 0.9 after 5 epochs  decay 0.0002  epochs 30 }
            pretrain h2 rbm { cd 1  rate 0.05  epochs 30 }
            pretrain h3 rbm { cd 1  rate 0.05  epochs 30 }
            {{FineTuning}}
        }

        // Bengio et al. 2007: a stack of autoencoders, with the constraints that make the identity hard.
        schedule Autoencoders for Digits {
            pretrain h1 autoencoder { tied  corrupt masking 0.25  loss crossentropy  rate 0.1  epochs 15 }
            pretrain h2 autoencoder { tied  sparsity 0.05 weight 3  rate 0.1  epochs 15 }
            pretrain h3 autoencoder { tied  rate 0.1  epochs 15 }
            {{FineTuning}}
        }

        // Greedy, but supervised: each layer learns below a throw-away output layer.
        schedule GreedySupervised for Digits {
            pretrain h1, h2, h3 supervised { rate 0.1 epochs 20 }
            {{FineTuning}}
        }
        """;

    [Fact]
    public void Schedules_of_a_pretrained_stack_compile()
    {
        var bound = Compilation.Compile(Pretraining);

        Assert.Empty(bound.Diagnostics);
        Assert.Equal([4, 4, 4], Assert.Single(bound.Networks).Schedules.Select(schedule => schedule.Stages.Count));
    }

    [Fact]
    public void Schedule_that_freezes_the_first_layers_compiles()
    {
        var files = Compilation.Compile(Programs.Files("""
            // vgg16.net
            block Stage(filters) { conv1 = conv 3x3 filters filters pad 1 relu; conv2 = conv 3x3 filters filters pad 1 relu; maxpool 2x2 }
            network Vgg16 {
                input image 3x224x224
                conv1_1 = conv 3x3 filters 64 pad 1 relu
                maxpool 4x4
                conv4_3 = conv 3x3 filters 512 pad 1 relu
                maxpool 4x4
                conv5_1 = conv 3x3 filters 512 pad 1 relu
                fc7 = dense 64 relu
                output fc8 = dense 1000 softmax
            }
            // animals.net
            network Animals extends Vgg16 {
                replace fc8 with dense 37
            }

            schedule Transfer for Animals {
                load "vgg16.safetensors" except fc8
                finetune {
                    freeze conv1_1 .. conv4_3
                    optimizer sgd rate 0.001 momentum 0.9
                    rate of fc8 is 0.01
                    epochs 20
                }
            }
            """));

        Assert.All(files, file => Assert.DoesNotContain(file.Diagnostics, found => found.Severity == DiagnosticSeverity.Error));
        var stage = (FineTuneStage)files[1].Networks.Single().Schedules.Single().Stages.Single();
        Assert.Equal("conv1_1 .. conv4_3", $"{stage.Frozen}");
    }
}
