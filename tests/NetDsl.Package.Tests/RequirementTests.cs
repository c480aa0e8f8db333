namespace NetDsl.Package.Tests;

/// <summary>A project that cannot use NetDsl is told why in one sentence.</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData("net8.0", ".NETCoreApp", "v8.0", "C#", "latest", "NETDSL1")]
    [InlineData("net9.0", ".NETCoreApp", "v9.0", "F#", "latest", "NETDSL1")]
    [InlineData("netstandard2.0", ".NETStandard", "v2.0", "C#", "", "NETDSL1")]
    [InlineData("net48", ".NETFramework", "v4.8", "VB", "latest", "NETDSL1")]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "F#", "latest", "NETDSL2")]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "VB", "16", "NETDSL2")]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "C#", "11.0", "NETDSL3")]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "C#", "7.3", "NETDSL3")]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "C#", "ISO-2", "NETDSL3")]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "C#", "12", null)]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "C#", "14.0", null)]
    [InlineData("net10.0", ".NETCoreApp", "v10.0", "C#", "", null)]
    [InlineData("net11.0", ".NETCoreApp", "v11.0", "C#", "preview", null)]
    public void Project_that_cannot_use_NetDsl_is_told_why(
        string framework, string identifier, string version, string language, string languageVersion, string? code)
    {
        var check = Check("tiny.net", framework, identifier, version, language, languageVersion);
        Assert.Equal(code is null, check.ExitCode == 0);
        var errors = check.Lines.Count(line => line.Contains(": error ", StringComparison.Ordinal));
        Assert.Equal(code is null ? 0 : 1, errors);
        Assert.Contains(code ?? "", check.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F#")]
    [InlineData("VB")]
    public void Project_without_networks_may_be_in_any_language(string language) =>
        Assert.Equal(0, Check("notes.txt", "net10.0", ".NETCoreApp", "v10.0", language, "latest").ExitCode);

    private static Command Check(string file, params string[] values)
    {
        var folder = Directory.CreateTempSubdirectory("netdsl-requirements-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "check.proj"), $"""
                <Project>
                  <PropertyGroup>
                    <TargetFramework>{values[0]}</TargetFramework>
                    <TargetFrameworkIdentifier>{values[1]}</TargetFrameworkIdentifier>
                    <TargetFrameworkVersion>{values[2]}</TargetFrameworkVersion>
                    <Language>{values[3]}</Language>
                    <LangVersion>{values[4]}</LangVersion>
                  </PropertyGroup>
                  <ItemGroup>
                    <AdditionalFiles Include="{file}" />
                  </ItemGroup>
                  <Import Project="{Packages.Repository()}/src/NetDsl/build/NetDsl.Requirements.targets" />
                </Project>
                """);
            return Command.DotNet(folder, "msbuild", "check.proj", "-t:RequireForNetDsl", "-v:quiet", "-clp:NoSummary");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
