using CsCheck;
using NetDsl.Compiler.Binding;
using NetDsl.Compiler.Diagnostics;
using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Tests;

/// <summary>No text makes the compiler throw, lose a place, or stay silent where something is lost.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Random_characters_compile_to_diagnostics_inside_the_text() =>
        Gen.String[Gen.Char, 0, 200].Sample(Texts.Hold, iter: 3_000);

    [Fact]
    public void Random_words_compile_to_diagnostics_inside_the_text() =>
        Mutations.Words.Sample(Texts.Hold, iter: 5_000);

    [Theory]
    [InlineData(Programs.LeNet5)]
    [InlineData(FuzzedPrograms.Blocks)]
    [InlineData(FuzzedPrograms.Pretraining)]
    public void Program_cut_anywhere_compiles_to_diagnostics_inside_the_text(string program) =>
        Assert.All(Enumerable.Range(0, program.Length + 1), length => Assert.True(Texts.Hold(program[..length])));

    [Theory]
    [InlineData(FuzzedPrograms.Files)]
    [InlineData(FuzzedPrograms.Extensions)]
    public void Files_cut_anywhere_compile_to_diagnostics_inside_their_texts(string files) =>
        Assert.All(Enumerable.Range(0, files.Length + 1), length => Assert.True(Texts.HoldEach(files[..length])));

    [Fact]
    public void Extensions_compile() =>
        Assert.Equal(4, Compilation.CompileProject(Programs.Files(FuzzedPrograms.Extensions)).Count);

    [Fact]
    public void Mutated_program_has_diagnostics_inside_the_text_and_networks_of_sizes_in_range() =>
        Mutations.Of(Programs.LeNet5 + FuzzedPrograms.Blocks).Sample(
            text =>
            {
                var bound = Compilation.Compile(text);
                return Texts.Holds(text, bound) && bound.Networks.All(HasSizesInRange);
            },
            iter: 5_000);

    [Fact]
    public void Mutated_pretraining_has_diagnostics_inside_the_text_and_is_whole_where_no_error_is_among_them() =>
        Mutations.Of(FuzzedPrograms.Pretraining).Sample(
            text =>
            {
                var bound = Compilation.Compile(text);
                return Texts.Holds(text, bound) && (HasError(bound) || IsWhole(bound));
            },
            iter: 5_000);

    [Fact]
    public void Mutated_files_compile_to_diagnostics_inside_their_texts() =>
        Mutations.Of(FuzzedPrograms.Files).Sample(Texts.HoldEach, iter: 3_000);

    [Fact]
    public void Mutated_extensions_have_diagnostics_inside_their_texts_and_are_whole_where_no_error_is_among_them() =>
        Mutations.Of(FuzzedPrograms.Extensions).Sample(
            text =>
            {
                var files = Programs.Files(text);
                var bound = Compilation.Compile(files);
                return Texts.HoldEach(files, bound)
                    && (bound.Any(HasError) || bound.All(file => file.BrokenNetworks.Count == 0));
            },
            iter: 5_000);

    private static bool HasError(BoundFile bound) =>
        bound.Diagnostics.Any(found => found.Severity == DiagnosticSeverity.Error);

    private static bool HasSizesInRange(Network network) =>
        network.Layers.Count > 0
        && network.Layers.All(layer => layer.Output.Sizes.All(size => size > 0))
        && network.Layers[network.Layers.Count - 1].Name == network.Output.Name;

    private static bool IsWhole(BoundFile bound) =>
        bound.BrokenNetworks.Count == 0
        && bound.Networks.SelectMany(network => network.Schedules)
            .All(schedule => schedule.Stages.Count > 0 && schedule.Stages.All(IsWhole));

    private static bool IsWhole(Stage stage) =>
        stage.Epochs > 0 && stage.Rate.Initial > 0 && stage is not PretrainStage { Layers.First: "" };
}
