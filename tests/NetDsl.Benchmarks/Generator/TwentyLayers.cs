using System.Globalization;

namespace NetDsl.Benchmarks.Generator;

/// <summary>The text that the generator is timed on: a network of twenty layers with rectifiers between them.</summary>
internal static class TwentyLayers
{
    private const string Text = """
        /// Thirteen convolutions, four poolings and three dense layers, after VGG.
        network Twenty {
            input image 3x64x64
            c1 = conv 3x3 filters 64 pad 1; relu
            c2 = conv 3x3 filters 64 pad 1; relu
            maxpool 2x2
            c3 = conv 3x3 filters 128 pad 1; relu
            c4 = conv 3x3 filters 128 pad 1; relu
            maxpool 2x2
            c5 = conv 3x3 filters 256 pad 1; relu
            c6 = conv 3x3 filters 256 pad 1; relu
            c7 = conv 3x3 filters 256 pad 1; relu
            maxpool 2x2
            c8 = conv 3x3 filters 512 pad 1; relu
            c9 = conv 3x3 filters 512 pad 1; relu
            c10 = conv 3x3 filters 512 pad 1; relu
            maxpool 2x2
            c11 = conv 3x3 filters 512 pad 1; relu
            c12 = conv 3x3 filters 512 pad 1; relu
            c13 = conv 3x3 filters 512 pad 1; relu
            f14 = dense {units}; relu
            f15 = dense 512; relu
            output kind = dense 10 softmax {
                airplane automobile bird cat deer dog frog horse ship truck
            }
        }

        schedule Standard for Twenty {
            seed 42
            batch 128
            finetune {
                optimizer sgd rate 0.05 momentum 0.9 decay 0.0005
                epochs 10
            }
        }
        """;

    /// <summary>The text with so many units in its first dense layer: each value is another network.</summary>
    public static string WithUnits(int units) =>
        Text.Replace("{units}", units.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
