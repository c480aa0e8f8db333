using NetDsl.Compiler.Binding;

namespace NetDsl.Compiler.Tests;

public sealed class PreparationTests
{
    [Fact]
    public void Everything_that_is_stated_is_bound()
    {
        var preparation = Bind("image 3x8x8", """
            scale -1 .. 1
            mean 0.1 0.2 0.3
            deviation 0.5
            training { crop pad 2; mirror; shift 1; rotate 10; gain 0.8 .. 1.2 }
            """)!;
        Assert.Equal((-1, 1), (preparation.Low, preparation.High));
        Assert.Equal([0.1, 0.2, 0.3], preparation.Mean);
        Assert.Equal([0.5], preparation.Deviation);
        Assert.Equal(new Augmentation(2, true, 1, 10, 0.8, 1.2), preparation.Training);
    }

    [Fact]
    public void What_is_not_stated_changes_nothing()
    {
        Assert.Null(Compilation.Compile(Programs.LeNet5).Networks[0].Preparation);
        var preparation = Bind("image 3x8x8", "training { mirror }")!;
        Assert.Equal((0, 1), (preparation.Low, preparation.High));
        Assert.Equal((0, 0), (preparation.Mean.Count, preparation.Deviation.Count));
        Assert.Equal(new Augmentation(0, true, 0, 0, 1, 1), preparation.Training);
        Assert.Null(Bind("image 3x8x8", "mean 0.5")!.Training);
    }

    [Fact]
    public void Numbers_may_be_expressions_of_constants()
    {
        var file = Compilation.Compile("""
            const grey = 128
            network N {
                input image 1x8x8 { scale 0 .. 255; mean grey; deviation grey/2; training { shift (grey - 124)/2 } }
                output b = dense 2 softmax
            }
            """);
        Assert.Empty(file.Diagnostics);
        var preparation = file.Networks[0].Preparation!;
        Assert.Equal((128, 64, 2), (preparation.Mean[0], preparation.Deviation[0], preparation.Training!.Shift));
    }

    [Fact]
    public void Plain_numbers_are_a_value_each_even_behind_one_another() =>
        Assert.Equal([0.1, 0, -0.1], Bind("image 3x8x8", "scale -1 .. 1; mean 0.1 0 -0.1")!.Mean);

    [Theory]
    [InlineData("1x8", "training { shift 2; crop pad 3; gain 0 .. 1 }")]
    [InlineData("4", "mean 2; deviation 3; training { gain 0.5 .. 2 }")]
    [InlineData("2x8", "mean 100 200")]
    public void Signals_and_features_take_what_suits_them(string shape, string block) =>
        Assert.NotNull(Bind($"point {shape}", block));

    [Fact]
    public void An_error_in_the_shape_hides_none_in_the_block()
    {
        var file = Compilation.Compile(
            "network N { input i 1x2x3x4 { mean 1 2 3; deviation 0; training { mirror } }; output b = dense 2 softmax }");
        Assert.Equal(["NET0030", "NET0025"], file.Diagnostics.Select(found => found.Id));
    }

    private static InputPreparation? Bind(string input, string block)
    {
        var file = Compilation.Compile(
            $"network N {{ input {input} {{\n{block}\n}}\noutput label = dense 2 softmax }}");
        Assert.Empty(file.Diagnostics);
        return file.Networks[0].Preparation;
    }
}
