using System.Text.Json;

namespace NetDsl.Package.Tests;

/// <summary>Which <c>.net</c> files of a project are compiled, by package and inside the repository.</summary>
[Collection(nameof(Packages))]
public sealed class ItemTests(Packages packages)
{
    private static readonly string[] Files =
        ["bars.net", "board.net", "old/friends.net", "bin/Debug/copy.net", "obj/copy.net", "notes.txt"];

    [Theory]
    [InlineData("", "bars.net board.net old/friends.net")]
    [InlineData("""<AdditionalFiles Remove="board.net" />""", "bars.net old/friends.net")]
    [InlineData("""<AdditionalFiles Remove="board.net;old/**" />""", "bars.net")]
    [InlineData("""<AdditionalFiles Update="bars.net" NetDslFuse="false" />""", "bars.net(unfused) board.net old/friends.net")]
    [InlineData("""<AdditionalFiles Include="bars.net" NetDslFuse="false" />""", "board.net old/friends.net bars.net(unfused)")]
    [InlineData("""<AdditionalFiles Include="notes.txt" />""", "bars.net board.net old/friends.net notes.txt")]
    [InlineData("", "bars.net", "DefaultNetDslItemExcludes", "board.net;old/*.net")]
    [InlineData("", "bars.net board.net", "DefaultItemExcludes", "$(DefaultItemExcludes);old/**")]
    [InlineData("", "", "EnableDefaultNetDslItems", "false")]
    [InlineData("", "", "EnableDefaultItems", "false")]
    [InlineData("""<AdditionalFiles Include="bars.net" />""", "bars.net", "EnableDefaultNetDslItems", "false")]
    public void Files_are_left_out_as_C_sharp_files_are(
        string items, string expected, string property = "Unused", string value = "")
    {
        string[] expectedFiles = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var program = packages.Program("Reader", "NetDsl");
        Write(program, items, $"<{property}>{value}</{property}>");

        string[] restored = packages.RestoreOptions("NetDsl");
        var restore = Command.DotNet(program.At(), ["restore", .. restored]);
        Assert.True(restore.ExitCode == 0, restore.Output);
        Assert.Equal(expectedFiles, Compiled(program, restored));

        string repository = Packages.Repository();
        Assert.Equal(
            expectedFiles,
            Compiled(
                program,
                "-p:UsesNetDsl=true",
                $"-p:DirectoryBuildPropsPath={Path.Combine(repository, "Directory.Build.props")}",
                $"-p:DirectoryBuildTargetsPath={Path.Combine(repository, "Directory.Build.targets")}",
                "-p:ImportProjectExtensionProps=false",
                "-p:ImportProjectExtensionTargets=false"));
    }

    private static void Write(PackageProgram program, string items, string property)
    {
        foreach (string file in Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(program.At(file))!);
            File.WriteAllText(program.At(file), "");
        }

        string project = program.At("Reader.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace(
            "</Project>",
            $"""
              <PropertyGroup>{property}</PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
            </Project>
            """));
    }

    private static string[] Compiled(PackageProgram program, params string[] options)
    {
        var command = Command.DotNet(
            program.At(), ["msbuild", "-p:Configuration=Release", "-getItem:AdditionalFiles", .. options]);
        Assert.True(command.ExitCode == 0, command.Output);
        using var json = JsonDocument.Parse(command.Output);
        return [.. json.RootElement.GetProperty("Items").GetProperty("AdditionalFiles").EnumerateArray().Select(item =>
            item.GetProperty("Identity").GetString()!.Replace('\\', '/')
            + (item.TryGetProperty("NetDslFuse", out JsonElement fuse) && fuse.GetString() == "false"
                ? "(unfused)" : ""))];
    }
}
