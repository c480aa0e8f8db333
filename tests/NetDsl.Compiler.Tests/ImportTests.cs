using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Collections;
using NetDsl.Compiler.Parsing;
using NetDsl.Compiler.Projects;

namespace NetDsl.Compiler.Tests;

/// <summary>Constants and blocks of other files. Most texts hold several, parted by comments with their
/// paths.</summary>
public sealed class ImportTests
{
    private const string Unit = "block Unit(filters, stride = 1) { c = conv 3x3 filters filters stride stride pad 1; relu }";

    [Fact]
    public void Imported_constants_and_blocks_mean_what_they_mean_in_one_file()
    {
        var network = Programs.Network("Unit(width)\ndown = Unit(wide, 2)");
        var imported = Single($"""
            // lib/blocks.net
            const width = 4
            {Unit}
            // net.net
            import "lib/blocks.net"
            const wide = 2*width
            {network}
            """);
        Assert.Equal(Single($"// net.net\nconst width = 4\nconst wide = 8\n{Unit}\n{network}"), imported);
    }

    [Theory]
    [InlineData("nets/deep/net.net", "../../lib/blocks.net")]
    [InlineData("nets/deep/net.net", "..\\..\\lib\\blocks.net")]
    [InlineData("nets\\deep\\net.net", "../.././lib//blocks.net")]
    [InlineData("net.net", "./lib/../lib/blocks.net")]
    [InlineData("lib/net.net", "blocks.net")]
    public void Path_of_an_import_is_relative_to_its_file(string file, string import)
    {
        var bound = Compilation.Compile(
            [new(file, $"import \"{import}\"\n{Programs.Network("dense width")}"), new("lib/blocks.net", "const width = 4")]);
        Assert.All(bound, one => Assert.Empty(one.Diagnostics));
    }

    [Fact]
    public void Block_keeps_the_constants_of_its_own_file()
    {
        var network = Single($$"""
            // a.net
            const width = 3
            // b.net
            import "a.net"
            const more = 4
            block B(n = 2*width) { dense n; dense width; dense more }
            // c.net
            import "b.net"
            const width = 100
            {{Programs.Network("B()\nB(width)")}}
            """);
        Assert.Equal([6, 3, 4, 100, 3, 4, 10], network.Layers.Select(layer => layer.Output.Sizes[0]));
    }

    [Fact]
    public void Import_may_stand_below_what_needs_it()
    {
        var network = Single($"// a.net\nconst width = 3\n// b.net\nconst wide = 2*width\n{Programs.Network("dense wide")}\nimport \"a.net\"");
        Assert.Equal(6, network.Layers[0].Output.Sizes[0]);
    }

    [Fact]
    public void Schedule_may_use_imported_constants_wherever_it_stands()
    {
        var bound = Compile($$"""
            // a.net
            {{Programs.Network("relu")}}
            // b.net
            const size = 32
            // c.net
            import "b.net"
            schedule S for Net { batch size; finetune { optimizer sgd rate 1; epochs 1 } }
            """);
        Assert.Equal(32, Assert.Single(Assert.Single(bound[0].Networks).Schedules).Batch);
    }

    [Fact]
    public void What_an_imported_file_imports_is_not_imported()
    {
        var found = Diagnose($"""
            // a.net
            const width = 3
            // b.net
            import "a.net"
            // c.net
            import "b.net"
            {Programs.Network("dense width")}
            """);
        Assert.Equal(["c.net(3,7): error NET0070: 'width' is neither a number nor the name of a constant or parameter"], found);
    }

    [Fact]
    public void Two_ways_to_one_file_bring_each_name_once() => Single($$"""
        // a.net
        const width = 3
        // b.net
        import "a.net"
        block B() { dense width }
        // c.net
        import "a.net"
        block C() { dense width }
        // d.net
        import "b.net"
        import "c.net"
        {{Programs.Network("B(); C()")}}
        """);

    [Fact]
    public void Error_in_an_imported_block_stands_there_with_each_use_and_its_file()
    {
        var found = Diagnose("""
            // lib/unit.net
            block Unit(width, stride = 1) {
                conv 40x40 filters width stride stride
            }
            // lib/stage.net
            import "unit.net"
            block Stage(n) { Unit(2*n) }
            // nets/net.net
            import "../lib/stage.net"
            network Net {
                input image 1x28x28
                Stage(4)
                output digit = dense 10 softmax
            }
            """);
        Assert.Equal(
            [
                "lib/unit.net(2,5): error NET0034: conv 40x40 needs at least 40×40, but image gives 1×28×28; in "
                + "Unit(width = 8, stride = 1), used in line 2 of stage.net, in Stage(n = 4), used in line 4 of ../nets/net.net",
            ],
            found);
    }

    [Fact]
    public void Error_that_several_files_meet_in_one_block_is_shown_once()
    {
        var files = Programs.Files($$"""
            // a.net
            import "c.net"
            {{Programs.Network("B(1)")}}
            // b.net
            import "c.net"
            {{Programs.Network("B(2)").Replace("Net", "Other", StringComparison.Ordinal)}}
            // c.net
            block B(n) { conv 40x40 filters n }
            {{Programs.Network("B(3)").Replace("Net", "Third", StringComparison.Ordinal)}}
            """);
        var bound = Compilation.Compile(files);
        Assert.Empty(bound[0].Diagnostics);
        Assert.Empty(bound[1].Diagnostics);
        Assert.EndsWith("in B(n = 3), used in line 3", Assert.Single(bound[2].Diagnostics).Message, StringComparison.Ordinal);
        Assert.All(bound, file => Assert.Single(file.BrokenNetworks));
    }

    [Fact]
    public void Name_taken_in_a_block_says_the_file_that_has_it()
    {
        var found = Diagnose($$"""
            // a.net
            block B() { c = relu }
            // b.net
            import "a.net"
            {{Programs.Network("u_c = relu\nu = B()")}}
            """);
        Assert.Equal(["a.net(1,13): error NET0040: the name 'u_c' is already used in line 3 of b.net; in B(), used in line 4 of b.net"], found);
    }

    [Theory]
    [InlineData("block.net", "the project has no file 'block.net' among those that it compiles; did you mean 'blocks.net'?")]
    [InlineData("Blocks.net", "the project has no file 'Blocks.net' among those that it compiles; did you mean 'blocks.net'?")]
    [InlineData("units.net", "the project has no file 'units.net' among those that it compiles; did you mean '../units.net'?")]
    [InlineData("../lib/units.net", "the project has no file '../lib/units.net' among those that it compiles; did you mean '../units.net'?")]
    [InlineData("", "the project has no file '' among those that it compiles")]
    [InlineData("..", "the project has no file '..' among those that it compiles")]
    [InlineData("/nets/blocks.net", "the project has no file '/nets/blocks.net' among those that it compiles; did you mean 'blocks.net'?")]
    [InlineData("net.net", "this file imports itself; a file can only import what does not import it")]
    [InlineData("../nets/net.net", "this file imports itself; a file can only import what does not import it")]
    [InlineData("more.net", "more.net imports far.net, which imports this file; a file can only import what does not import it")]
    public void Import_that_cannot_be_says_why(string import, string expected)
    {
        var bound = Compilation.Compile(
            [
                new("nets/net.net", $"import \"{import}\"\n"), new("nets/blocks.net", ""), new("units.net", ""),
                new("nets/more.net", "import \"far.net\""), new("nets/far.net", "import \"net.net\""),
            ]);
        Assert.Equal(expected, Assert.Single(bound[0].Diagnostics).Message);
    }

    [Fact]
    public void Each_file_of_a_circle_says_so_and_one_outside_does_not()
    {
        var found = Diagnose("""
            // a.net
            import "b.net"
            // b.net
            import "c.net"
            // c.net
            import "a.net"
            // d.net
            import "a.net"
            """);
        Assert.Equal(
            ["a.net(1,8): error NET0116", "b.net(1,8): error NET0116", "c.net(1,8): error NET0116"],
            found.Select(text => text.Split(": ")[0] + ": " + text.Split(": ")[1]));
    }

    [Fact]
    public void Name_of_two_files_is_reported_at_the_import_with_both_places()
    {
        var found = Diagnose($$"""
            // a.net
            const width = 3
            block B() { relu }
            // b.net

            block B() { relu }
            // c.net
            import "a.net"
            import "b.net"
            const width = 5
            {{Programs.Network("dense width")}}
            """);
        Assert.Equal(
            [
                "c.net(1,1): error NET0117: 'width' is declared in line 1 of a.net and in line 3; rename one, or import only one of the files",
                "c.net(2,1): error NET0117: 'B' is declared in line 2 of b.net and in line 2 of a.net; rename one, or import only one of the files",
            ],
            found);
    }

    [Theory]
    [InlineData("dense width", "a.net has errors that reach 'width', which this file uses in line 3")]
    [InlineData("B()", "a.net has errors that reach 'B', which this file uses in line 3")]
    [InlineData("A()", null)]
    [InlineData("dense depth", null)]
    public void Broken_import_is_told_only_to_who_needs_the_broken_part(string layer, string? expected)
    {
        var bound = Compile($$"""
            // a.net
            const width = 1/0
            const depth = 3
            block A() { relu }
            block B() { relu § }
            // b.net
            import "a.net"
            {{Programs.Network(layer)}}
            """);
        Assert.Equal(2, bound[0].Diagnostics.Count);
        Assert.Equal(expected is null ? [] : [$"(1,1): error NET0118: {expected}"], bound[1].Diagnostics.Select(found => found.ToString()));
        Assert.Equal(expected is null ? 1 : 0, bound[1].Networks.Count);
    }

    [Theory]
    [InlineData("blok B() { relu }")]
    [InlineData("§ block B() { relu }")]
    [InlineData("network N { input a 4\nblock B() { relu }")]
    [InlineData("const = 3")]
    public void Name_that_may_stand_in_an_unreadable_part_follows_from_that(string text)
    {
        var bound = Compilation.Compile(
            [new("a.net", text), new("b.net", $"import \"a.net\"\n{Programs.Network("B(); B(); dense width; dense 2*width")}")]);
        Assert.NotEmpty(bound[0].Diagnostics);
        var found = Assert.Single(bound[1].Diagnostics).ToString();
        Assert.Equal("(1,1): error NET0118: a.net has errors that may hide 'B', which this file uses in line 3", found);
        Assert.Single(bound[1].BrokenNetworks);
    }

    [Fact]
    public void Names_of_a_file_that_is_missing_are_no_errors_of_their_own_unless_misspelt()
    {
        var found = Diagnose($$"""
            // b.net
            import "a.net"
            const width = 3
            {{Programs.Network("B(); dense depth; dense widht")}}
            """);
        Assert.Equal(["NET0115", "NET0070"], found.Select(text => text.Split(' ')[2].TrimEnd(':')));
        Assert.Contains("did you mean 'width'?", found[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Chain_of_many_imports_is_bound()
    {
        var chain = Enumerable.Range(1, 20_000).Select(index => ($"f{index}.net", $"import \"f{index - 1}.net\"\nconst c{index} = c{index - 1}"));
        var last = ("net.net", "import \"f20000.net\"\n" + Programs.Network("dense c20000"));
        var project = chain.Prepend(("f0.net", "const c0 = 4")).Append(last)
            .Select(file => new ProjectFile(file.Item1, Parser.Parse(file.Item2))).ToEquatableArray();
        var linked = Linker.Link(project[project.Count - 1], new Project(project));
        Assert.Equal(20_001, linked.Imported.Count);
        Assert.Equal(4, Assert.Single(Binder.Bind(linked, ProjectExports.None).Networks).Layers[0].Output.Sizes[0]);
    }

    private static Network Single(string text)
    {
        var bound = Compile(text);
        Assert.All(bound, file => Assert.Empty(file.Diagnostics));
        return Assert.Single(bound.SelectMany(file => file.Networks));
    }

    private static IReadOnlyList<BoundFile> Compile(string text) => Compilation.Compile(Programs.Files(text));

    private static IReadOnlyList<string> Diagnose(string text)
    {
        var files = Programs.Files(text);
        return [.. Compilation.Compile(files).SelectMany((file, index) => file.Diagnostics.Select(found => files[index].Path + found))];
    }
}
