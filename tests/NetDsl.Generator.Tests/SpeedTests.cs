using System.Diagnostics;

namespace NetDsl.Generator.Tests;

/// <summary>Bounds of a run in an editor, with room for a busy machine: the benchmark measures what it takes.</summary>
public sealed class SpeedTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>What an editor and the compiler have to read of the largest network.</summary>
    private const int MostCharacters = 1_000_000;

    [Fact]
    public void Twenty_layers_compile_within_the_bounds()
    {
        var layers = string.Join("\n", Enumerable.Range(1, 9).Select(index => $"    conv 3x3 filters {8 * index} same\n    relu"));
        var source = $"network Deep {{\n    input image 3x32x32\n{layers}\n    maxpool 2x2\n    output label = dense 10 softmax\n}}";
        var run = new GeneratorRun(("deep.net", source));
        var cold = run.Elapsed;
        var warm = new GeneratorRun(("deep.net", source)).Elapsed;
        var clock = new Stopwatch();

        var edits = new List<double>();
        for (var filters = 65; filters < 85; filters++)
        {
            var text = source.Replace("filters 64 ", $"filters {filters} ");
            clock.Restart();
            run.EditFile("deep.net", _ => text);
            edits.Add(clock.Elapsed.TotalMilliseconds);
        }

        edits.Sort();
        output.WriteLine($"from nothing {cold.TotalMilliseconds:0} ms, in a process that has run before {warm.TotalMilliseconds:0} ms; an edit {edits[10]:0.0} ms (median of 20; the least {edits[0]:0.0})");
        Assert.True(edits[10] < 200, $"an edit took {edits[10]:0.0} ms");
    }
    [Fact]
    public void Largest_network_stays_under_a_million_characters_for_the_CPU_alone()
    {
        var run = Residual152(gpu: false);

        var characters = run.Result.GeneratedSources.Sum(source => source.SourceText.Length);
        output.WriteLine($"{characters:#,#} characters");
        Assert.InRange(characters, 1, MostCharacters - 1);
    }

    [Fact]
    public void Largest_networks_lines_fit_into_120_columns()
    {
        var lines = Residual152(gpu: true).Result.GeneratedSources.SelectMany(source => source.SourceText.Lines);

        Assert.All(lines, line => Assert.InRange(line.Span.Length, 0, 120));
    }

    private static GeneratorRun Residual152(bool gpu)
    {
        var source = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "residual152.net"));
        var run = new GeneratorRun(new ProjectProperties { Gpu = gpu }, ("residual152.net", source));
        Assert.Empty(run.Diagnostics);
        return run;
    }
}
