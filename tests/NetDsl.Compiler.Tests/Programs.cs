using System.Text.RegularExpressions;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Tests;

/// <summary>Right programs that several tests start from.</summary>
internal static class Programs
{
    /// <summary>The first program of the language's description.</summary>
    public const string LeNet5 = """
        /// Reads a 28×28 grey-scale digit.
        network LeNet5 {
            input image 1x28x28

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

    /// <summary>A network of these statements, at lines 2, 3 …, between an input 1×28×28 and an output.</summary>
    public static string Network(string statements) =>
        $"network Net {{ input image 1x28x28\n{statements}\noutput digit = dense 10 softmax }}";

    /// <summary>A schedule of these statements, at lines 5, 6 …, behind a network.</summary>
    public static string Schedule(string statements) =>
        $"{Network("relu")}\nschedule S for Net {{\n{statements}\n}}";

    /// <summary>A stage of these statements, at lines 5, 6 …</summary>
    public static string Stage(string statements) =>
        $"{Network("relu")}\nschedule S for Net {{ batch 64; finetune {{\n{statements}\n}} }}";

    /// <summary>A schedule of these statements, at lines 5, 6 …, for a network of three sigmoid layers.</summary>
    public static string Digits(string statements) => $$"""
        network Digits { input pixels 784; h1 = dense 30 sigmoid; h2 = dense 20 sigmoid; h3 = dense 20 sigmoid
            output digit = dense 10 softmax }

        schedule S for Digits { batch 100
        {{statements}}
        }
        """;

    /// <summary>A schedule of these statements, at lines 5, 6 …, for a network of other layers.</summary>
    public static string Images(string statements) => $$"""
        network Images { input image 3x32x32 { mean 0.5 }; c1 = conv 5x5 filters 8 relu; maxpool 2x2; c2 = conv 3x3 filters 8 tanh
            n = batchnorm; avgpool 2x2; l = local 3x3 filters 4; dropout 0.5; h1 = dense 20 relu; h2 = dense 20 sigmoid; output label = dense 10 softmax }

        schedule S for Images { batch 100
        {{statements}}
        }
        """;

    /// <summary>What is wrong with an example that a document marks with this word.</summary>
    public static IReadOnlyList<Diagnostic> Diagnose(string mark, string example) => mark == "files"
        ? [.. Compilation.Compile(Files(example)).SelectMany(file => file.Diagnostics)]
        : Compilation.Compile([new SourceText("", Whole(mark, example))], RootNamespace(mark))[0].Diagnostics;

    private static string? RootNamespace(string mark) => mark switch
    {
        "rooted" => "Tiny",
        "rootless" => "",
        _ => null,
    };

    /// <summary>The files of a text in which a comment with its path, `// blocks.net`, starts each.</summary>
    public static IReadOnlyList<SourceText> Files(string text) =>
        [.. Regex.Matches(text, @"^// (\S+\.net)\n((?s:.*?))(?=^// \S+\.net$|\z)", RegexOptions.Multiline)
            .Select(match => new SourceText(match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>A whole file of an example that a document marks with this word.</summary>
    public static string Whole(string mark, string example) => mark switch
    {
        "layers" => Network(example),
        "schedule" => Schedule(example),
        "stage" => Stage(example),
        "digits" => Digits(example),
        "images" => Images(example),
        "repeated" => string.Concat(Enumerable.Repeat(example + "\n", 101)),
        _ => example,
    };
}
