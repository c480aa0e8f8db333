using System.IO.Compression;
using System.Xml.Linq;

namespace NetDsl.Package.Tests;

[Collection(nameof(Packages))]
public sealed class PackageContentTests(Packages packages)
{
    private const string Precompiled = "tools/precompiled/";

    [Fact]
    public void Solution_packs_the_runtime_the_GPU_device_and_plots_and_nothing_else()
    {
        var names = Directory.GetFiles(packages.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                Path.GetFileName(packages.File("NetDsl")),
                Path.GetFileName(packages.File("NetDsl.Gpu")),
                Path.GetFileName(packages.File("NetDsl.Plots")),
            ],
            names);
    }

    [Fact]
    public void NetDsl_holds_the_runtime_and_the_generator_with_what_it_stands_on()
    {
        Assert.Equal(
            [
                "README.md",
                "THIRD-PARTY-NOTICES.txt",
                "analyzers/dotnet/cs/NetDsl.Compiler.dll",
                "analyzers/dotnet/cs/NetDsl.Generator.dll",
                "analyzers/dotnet/cs/Sprache.dll",
                "build/NetDsl.Requirements.targets",
                "build/NetDsl.props",
                "build/NetDsl.targets",
                "buildTransitive/NetDsl.Requirements.targets",
                "buildTransitive/NetDsl.props",
                "buildTransitive/NetDsl.targets",
                "lib/net10.0/NetDsl.dll",
                "lib/net10.0/NetDsl.xml",
                "tools/NetDsl.Build.dll",
                "tools/NetDsl.Compiler.dll",
                "tools/Sprache.dll",
            ],
            Content("NetDsl").Where(file => !file.StartsWith(Precompiled, StringComparison.Ordinal)));
    }

    /// <summary>Where the native compiler is not to be had there are none of a platform, never some.</summary>
    [Fact]
    public void NetDsl_holds_the_generator_with_native_code_whole_for_each_platform()
    {
        var platforms = Content("NetDsl").Where(file => file.StartsWith(Precompiled, StringComparison.Ordinal))
            .GroupBy(file => file[Precompiled.Length..].Split('/')[0], file => Path.GetFileName(file));

        Assert.All(platforms, files => Assert.Equal(["NetDsl.Compiler.dll", "NetDsl.Generator.dll", "Sprache.dll"], files));
    }

    [Fact]
    public void NetDsl_Gpu_holds_the_device_and_the_property_that_asks_for_kernels()
    {
        Assert.Equal(
            [
                "README.md",
                "build/NetDsl.Gpu.props",
                "buildTransitive/NetDsl.Gpu.props",
                "lib/net10.0/NetDsl.Gpu.dll",
                "lib/net10.0/NetDsl.Gpu.xml",
            ],
            Content("NetDsl.Gpu"));
    }

    [Fact]
    public void NetDsl_Plots_holds_its_assembly_alone() => Assert.Equal(
        ["README.md", "lib/net10.0/NetDsl.Plots.dll", "lib/net10.0/NetDsl.Plots.xml"], Content("NetDsl.Plots"));

    [Fact]
    public void NetDsl_does_not_depend_on_the_plotting_library()
    {
        Assert.DoesNotContain("OxyPlot.Core", Dependencies("NetDsl"));
        Assert.Contains("OxyPlot.Core", Dependencies("NetDsl.Plots"));
    }

    [Theory]
    [InlineData("NetDsl")]
    [InlineData("NetDsl.Gpu")]
    [InlineData("NetDsl.Plots")]
    public void Package_says_what_it_is(string package)
    {
        var data = Specification(package);

        Assert.Equal(package, Text(data, "id"));
        Assert.Equal("NetDsl contributors", Text(data, "authors"));
        Assert.Equal("MIT", Text(data, "license"));
        Assert.Equal("README.md", Text(data, "readme"));
        Assert.NotEmpty(Text(data, "description"));
        Assert.DoesNotContain(data.Descendants(), element => element.Name.LocalName == "projectUrl");
    }

    [Theory]
    [InlineData("NetDsl.Gpu")]
    [InlineData("NetDsl.Plots")]
    public void Package_brings_all_of_the_same_version_of_NetDsl(string package)
    {
        var dependency = Specification(package).Descendants()
            .Single(element => element.Name.LocalName == "dependency" && element.Attribute("id")!.Value == "NetDsl");

        Assert.Equal(Text(Specification("NetDsl"), "version"), dependency.Attribute("version")!.Value);
        Assert.Equal("All", dependency.Attribute("include")?.Value);
    }

    private IEnumerable<string> Dependencies(string package) => Specification(package).Descendants()
        .Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value);

    private static string Text(XElement data, string name) =>
        data.Descendants().Single(element => element.Name.LocalName == name && !element.HasElements).Value;

    // without what the package format itself needs
    private IEnumerable<string> Content(string package)
    {
        using var archive = ZipFile.OpenRead(packages.File(package));
        return archive.Entries.Select(entry => entry.FullName)
            .Where(name => name is not "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))
            .Where(name => name.Split('/')[0] is not ("_rels" or "package"))
            .Order(StringComparer.Ordinal)
            .ToList();
    }

    private XElement Specification(string package)
    {
        using var archive = ZipFile.OpenRead(packages.File(package));
        using var stream = archive.GetEntry($"{package}.nuspec")!.Open();
        return XElement.Load(stream);
    }
}
