namespace NetDsl.Generator.Tests;

/// <summary>Bounds of what a build writes; the benchmark measures how long it takes.</summary>
public sealed class SizeTests(Xunit.Abstractions.ITestOutputHelper output)
{
    /// <summary>What an editor and the compiler have to read of the largest network.</summary>
    private const int MostCharacters = 1_000_000;

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
