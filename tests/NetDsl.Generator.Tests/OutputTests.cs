using Microsoft.CodeAnalysis;

namespace NetDsl.Generator.Tests;

public sealed class OutputTests
{
    public static TheoryData<string, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (var source in new[] { Sources.LeNet5, Sources.Mlp, Sources.Depth, Names })
                foreach (var gpu in new[] { false, true })
                    foreach (var fuse in new[] { false, true })
                        cases.Add(source, gpu, fuse);
            return cases;
        }
    }

    /// <summary>Names that hide the runtime's, are C# keywords or differ only in case.</summary>
    private const string Names = """
        network Convolution {
            input class 1x9x9
            dense = conv 3x3 filters 2
            relu
            bias = conv 3x3 filters 2
            tanh
            output relu = dense 3 softmax { class event Int }
        }
        network convolution {
            input span 4
            output activation = dense 2 linear
        }
        network Rectifier {
            input slope 1x9x9
            leakyRelu = dense 4 leakyrelu
            iSlope = leakyrelu 0.2
            output elu = dense 3 softmax { softplus leakyrelu identity }
        }
        """;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_code_compiles_without_a_warning(string source, bool gpu, bool fuse)
    {
        var run = new GeneratorRun(new ProjectProperties { Gpu = gpu, Fuse = fuse }, ("some.net", source));

        Assert.DoesNotContain(run.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Project_without_a_namespace_gets_none()
    {
        var run = new GeneratorRun(new ProjectProperties { RootNamespace = "" }, ("mlp.net", Sources.Mlp));

        Assert.DoesNotContain("namespace", run.Text("Mlp.g.cs"));
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Gpu_file_is_written_only_where_the_project_references_the_gpu()
    {
        var run = new GeneratorRun(new ProjectProperties { Gpu = false }, ("mlp.net", Sources.Mlp));

        Assert.DoesNotContain(run.Result.GeneratedSources, source => source.HintName == "Mlp.Gpu.g.cs");
    }

    [Fact]
    public void Cpu_and_gpu_run_the_same_program()
    {
        var run = new GeneratorRun(("lenet5.net", Sources.LeNet5));

        Assert.Equal(Calls(run.Text("LeNet5.Cpu.g.cs")), Calls(run.Text("LeNet5.Gpu.g.cs")));

        static IEnumerable<string> Calls(string text) =>
            text.Replace("global::NetDsl.Gpu.", "global::NetDsl.Cpu.").Split('\n').Where(line => line.Contains("(step"));
    }

    [Fact]
    public void Broken_network_gives_its_diagnostics_and_a_stub_that_its_uses_compile_against()
    {
        var run = new GeneratorRun(("/project/lenet5.net", Sources.Broken));
        run.EditCSharp("""
            using NetDsl;
            static class Use
            {
                static LeNet5.Digit Read(float[] image, DataSet data)
                {
                    using var model = Reader.LeNet5.Create(seed: 42);
                    model.Run(Reader.LeNet5.Schedules.Standard, data);
                    model.Save("x.safetensors");
                    _ = model.C1.Weights;
                    return model.Predict(image).Digit == Reader.LeNet5.Digit.Red ? Reader.LeNet5.Digit.Green : Reader.LeNet5.Digit.Blue;
                }
            }
            """.Replace("static LeNet5.Digit", "static Reader.LeNet5.Digit"));

        Assert.NotEmpty(run.Diagnostics);
        Assert.All(run.Diagnostics, diagnostic => Assert.StartsWith("NET", diagnostic.Id));
        Assert.Empty(run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden));
    }

    [Theory]
    [InlineData("output b = dense 3 softmax smoothing 0.1 { x y z }", "(N.B, float) F(N n, float[] a) => (n.Predict(a).B, n.Predict(a).Probability);")]
    [InlineData("output b = dense 3 linear loss hinge { x y z }", "(N.B, float) F(N n, float[] a) => (n.Predict(a).B, n.Predict(a).Score);")]
    [InlineData("output b = dense 3 linear loss hinge", "(int, float) F(N n, float[] a) => (n.Predict(a).B, n.Predict(a).Score);")]
    [InlineData("output b = dense 3 linear loss absolute", "void F(N n, float[] a) => n.Predict(a, a);")]
    [InlineData("output b = dense 1 sigmoid", "float F(N n, float[] a) => n.Predict(a);")]
    [InlineData("output b = dense 3 sigmoid", "void F(N n, float[] a) => n.Predict(a, a);")]
    [InlineData("output b = dense 3 sigmoid { x y z }", "bool F(N n, float[] a) => n.Predict(a).Has(N.B.X) && n.Predict(a)[N.B.Y] > 0;")]
    [InlineData("output score = dense 3 softmax { x y z }", "N.Score F(N n, float[] a) => n.Predict(a).Score;")]
    [InlineData("output has = dense 2 sigmoid { x y }", "float F(N n, float[] a) => n.Predict(a)[N.Has.X];")]
    [InlineData(
        "t = dense 4; output b = dense 3 sigmoid { x y z }; output c = dense 2 linear loss hinge from t",
        "(float[], int, float) F(N n, float[] a) => (n.Predict(a).B, n.Predict(a).C, n.Predict(a).CScore);")]
    public void Outputs_of_each_loss_are_used_so(string output, string use)
    {
        var run = new GeneratorRun(("net.net", $"network N {{ input a 4; {output} }}"));
        run.EditCSharp($"using Reader;\nstatic class Use {{ static {use} }}");

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Stub_has_what_outputs_of_every_loss_have()
    {
        var run = new GeneratorRun(("net.net", "network N { input values 4; output b = dense 3 sigmoid { x y } }"));
        run.EditCSharp("""
            static class Use
            {
                static bool F(Reader.N n, float[] a) => n.Predict(a).Has(Reader.N.B.X) || n.Predict(a)[Reader.N.B.Y] > n.Predict(a).Score;
                static void G(Reader.N n, float[] a) => n.Scores(a, a);
            }
            """);

        Assert.NotEmpty(run.Diagnostics);
        Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Extension_in_another_file_is_written_as_the_network_would_be()
    {
        const string origin = """
            network Origin {
                input image 1x8x8
                c1 = conv 3x3 filters 4
                relu
                output digit = dense 3 softmax { red green blue }
            }
            """;
        var written = new GeneratorRun(("net.net", origin.Replace("Origin", "Net").Replace("filters 4", "filters 6")));
        var extended = new GeneratorRun(
            ("origin.net", origin), ("net.net", "network Net extends Origin { replace c1 with conv 3x3 filters 6 }"));

        Assert.Empty(extended.Diagnostics);
        Assert.Empty(extended.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
        Assert.Contains("C1", extended.Text("Net.g.cs"));
        Assert.Equal(written.Text("Net.g.cs"), extended.Text("Net.g.cs"));
        Assert.Equal(written.Text("Net.Cpu.g.cs"), extended.Text("Net.Cpu.g.cs"));
    }

    [Fact]
    public void Diagnostic_in_an_imported_block_stands_at_its_place_in_its_file_once()
    {
        const string use = "import \"lib/blocks.net\"\nnetwork N { input a 1x8x8; Unit(4); output b = dense 2 softmax }";
        var run = new GeneratorRun(
            ("/project/lib/blocks.net", "// units\nblock Unit(units) { conv 9x9 filters units; relu }"),
            ("/project/a.net", use), ("/project/b.net", use.Replace("network N", "network M")));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.StartsWith("/project/lib/blocks.net(2,21): error NET0034", diagnostic.ToString());
        Assert.EndsWith("in Unit(units = 4), used in line 2 of ../a.net", diagnostic.GetMessage());
        Assert.Empty(run.Output.GetDiagnostics().Where(found => found.Severity != DiagnosticSeverity.Hidden));
    }

    [Fact]
    public void Diagnostic_stands_at_its_place_in_the_file()
    {
        var run = new GeneratorRun(("/project/lenet5.net", Sources.Broken));

        var diagnostic = run.Diagnostics.First(found => found.GetMessage().Contains("filtres"));
        Assert.StartsWith("/project/lenet5.net(3,19): error NET", diagnostic.ToString());
    }
}
