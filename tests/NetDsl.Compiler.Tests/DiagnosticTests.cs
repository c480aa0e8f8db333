using System.Text.RegularExpressions;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Tests.Mistakes;

namespace NetDsl.Compiler.Tests;

/// <summary>Each diagnostic at its place, alone: no other follows from the same mistake.</summary>
public sealed class DiagnosticTests
{
    private const string Deep = "a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{a{";

    [Theory]
    [MemberData(nameof(FileMistakes.Cases), MemberType = typeof(FileMistakes))]
    [MemberData(nameof(InputMistakes.Cases), MemberType = typeof(InputMistakes))]
    [MemberData(nameof(LayerMistakes.Cases), MemberType = typeof(LayerMistakes))]
    [MemberData(nameof(ScheduleMistakes.Cases), MemberType = typeof(ScheduleMistakes))]
    [MemberData(nameof(PretrainingMistakes.Cases), MemberType = typeof(PretrainingMistakes))]
    [MemberData(nameof(ProjectMistakes.Cases), MemberType = typeof(ProjectMistakes))]
    public void Mistake_is_reported_once_where_it_stands(string id, int line, int column, string context, string text)
    {
        var diagnostics = Programs.Diagnose(context, text);
        Assert.Equal(
            [(id, line, column)], diagnostics.Select(found => (found.Id, found.Span.StartLine, found.Span.StartColumn)));
    }

    [Fact]
    public void Block_past_the_deepest_is_reported_at_its_brace()
    {
        var diagnostics = Compilation.Compile(Deep + Deep + "a {").Diagnostics;
        Assert.Contains(diagnostics, found => found is { Id: "NET0006", Span: { StartLine: 1, StartColumn: 131 } });
    }

    [Fact]
    public void Errors_past_a_hundred_are_counted()
    {
        var diagnostics = Compilation.Compile(string.Concat(Enumerable.Repeat("wrong\n", 150))).Diagnostics;
        Assert.Equal(101, diagnostics.Count);
        Assert.Equal(("NET0008", 101), (diagnostics[100].Id, diagnostics[100].Span.StartLine));
        Assert.StartsWith("50 more", diagnostics[100].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_descriptor_has_a_case_and_a_section_with_an_example()
    {
        var elsewhere = new[] { "NET0006", "NET0008", "NET0118" };
        var mistakes = new[]
        {
            FileMistakes.Cases, InputMistakes.Cases, LayerMistakes.Cases, ScheduleMistakes.Cases,
            PretrainingMistakes.Cases, ProjectMistakes.Cases,
        };
        var cases = mistakes
            .SelectMany(rows => rows).Select(row => (string)((object[])row)[0]).Concat(elsewhere).ToHashSet();
        var sections = Sections().Select(section => section.Id).ToHashSet();
        Assert.All(Descriptors.All, descriptor =>
        {
            Assert.Contains(descriptor.Id, cases);
            Assert.Contains(descriptor.Id, sections);
        });
        Assert.Equal(Descriptors.All.Count, sections.Count);
    }

    [Fact]
    public void Table_of_descriptors_is_complete_and_in_the_order_of_unique_ids()
    {
        var fields = typeof(Descriptors).GetFields().Select(field => (DiagnosticDescriptor)field.GetValue(null)!).ToList();
        Assert.Equal(fields, Descriptors.All);
        Assert.Equal(fields.Select(field => field.Id).Order().Distinct(), fields.Select(field => field.Id));
    }

    [Fact]
    public void Every_example_of_the_document_raises_its_diagnostic() => Assert.All(Sections(), section =>
    {
        var (mark, text) = Assert.Single(Documents.Examples(section.Text));
        var found = Programs.Diagnose(mark, text);
        Assert.Contains(section.Id, found.Select(diagnostic => diagnostic.Id));
        Assert.Equal(section.Title, Descriptors.All.Single(descriptor => descriptor.Id == section.Id).Title);
    });

    private static IEnumerable<(string Id, string Title, string Text)> Sections() => Regex
        .Matches(Documents.Read("Diagnostics/README.md"), @"^### (NET\d{4}) (.*)\n((?s:.*?))(?=^##|\z)", RegexOptions.Multiline)
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value));
}
