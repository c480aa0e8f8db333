namespace NetDsl.Generator.Tests;

/// <summary>Constants, repeats and blocks are gone before any code is made.</summary>
public sealed class BlockTests
{
    private const string Short = """
        const width = 4
        block Unit(filters, stride = 1) {
            c = conv 3x3 filters filters stride stride pad 1
            relu
        }
        block Stage(filters) {
            down = Unit(filters, 2)
            repeat 2 { Unit(filters) }
        }
        network Net {
            input image 1x16x16
            Stage(width)
            last = Stage(2*width)
            repeat 2 { hidden = dense 3*width - 2; sigmoid }
            output digit = dense 10 softmax
        }
        """;

    private const string Long = """
        network Net {
            input image 1x16x16
            stage1_down_c = conv 3x3 filters 4 stride 2 pad 1; stage1_down_relu1 = relu
            stage1_unit2_c = conv 3x3 filters 4 stride 1 pad 1; stage1_unit2_relu1 = relu
            stage1_unit3_c = conv 3x3 filters 4 stride 1 pad 1; stage1_unit3_relu1 = relu
            last_down_c = conv 3x3 filters 8 stride 2 pad 1; last_down_relu1 = relu
            last_unit2_c = conv 3x3 filters 8 stride 1 pad 1; last_unit2_relu1 = relu
            last_unit3_c = conv 3x3 filters 8 stride 1 pad 1; last_unit3_relu1 = relu
            hidden_1 = dense 10; sigmoid
            hidden_2 = dense 10; sigmoid
            output digit = dense 10 softmax
        }
        """;

    [Fact]
    public void Network_of_blocks_gives_the_code_of_the_network_written_out()
    {
        var (blocks, written) = (new GeneratorRun(("net.net", Short)), new GeneratorRun(("net.net", Long)));

        Assert.Empty(blocks.Diagnostics);
        Assert.Empty(blocks.Output.GetDiagnostics().Where(found => found.Severity != Microsoft.CodeAnalysis.DiagnosticSeverity.Hidden));
        Assert.Equal(Texts(written), Texts(blocks));
    }

    private static IEnumerable<string> Texts(GeneratorRun run) =>
        run.Result.GeneratedSources.Select(source => $"{source.HintName}\n{source.SourceText}");
}
