using NetDsl.Compiler.Stages;

namespace NetDsl.Compiler.Tests;

/// <summary>Between which numbers the values of layers lie.</summary>
public sealed class ValueRangeTests
{
    [Theory]
    [InlineData("image 1x8x8", "values from 0 to 1")]
    [InlineData("pixels 784", "values from 0 to 1")]
    [InlineData("sound 1x800", "values from -1 to 1")]
    [InlineData("image 1x8x8 { scale -1 .. 1 }", "values from -1 to 1")]
    [InlineData("image 1x8x8 { scale 1 .. 0 }", "values from 0 to 1")]
    [InlineData("sound 1x800 { scale 0.5 .. 1 }", "values from 0 to 1")]
    [InlineData("image 1x8x8 { mean 0.5; deviation 0.25 }", "values from -2 to 2")]
    [InlineData("image 2x8x8 { mean 0.5 0.25; deviation 0.25 0.5 }", "values from -2 to 2")]
    [InlineData("image 1x8x8 { training { crop pad 1; rotate 5; mirror } }", "values from 0 to 1")]
    [InlineData("image 1x8x8 { training { gain 0.8 .. 1.5 } }", "values from 0 to 1.5")]
    public void Inputs_lie_where_their_preparation_brings_them(string input, string range) =>
        Assert.Equal(range, Ranges($"input {input}; dense 4")[0]);

    [Theory]
    [InlineData("conv 3x3 filters 2", "values of any size")]
    [InlineData("conv 3x3 filters 2 sigmoid", "values from 0 to 1")]
    [InlineData("conv 3x3 filters 2 tanh", "values from -1 to 1")]
    [InlineData("conv 3x3 filters 2 relu", "values from 0 upward")]
    [InlineData("conv 3x3 filters 2 leakyrelu", "values of any size")]
    [InlineData("relu", "values from 0 to 1")]
    [InlineData("dense 4; softmax", "values from 0 to 1")]
    [InlineData("maxpool 2x2; avgpool 2x2; flatten; dropout 0.5", "values from 0 to 1")]
    [InlineData("sumpool 2x2", "values of any size")]
    [InlineData("batchnorm", "values of any size")]
    [InlineData("concat { branch { tanh } branch { } }", "values from -1 to 1")]
    [InlineData("add { branch { tanh } branch { } }", "values from -1 to 2")]
    [InlineData("add { branch { tanh } branch { conv 1x1 filters 1 relu } }", "values from -1 upward")]
    public void Layers_bound_their_values(string layers, string range) =>
        Assert.Equal(range, Ranges($"input image 1x8x8; {layers}")[^2]);

    [Fact]
    public void Range_that_a_mean_in_a_few_digits_leaves_counts_as_its_ends() =>
        Assert.True(new ValueRange(-1e-8, 1 + 1e-8).IsShare);

    private static List<string> Ranges(string statements)
    {
        var bound = Compilation.Compile($"network Net {{ {statements}\noutput y = dense 2 softmax }}");
        Assert.Empty(bound.Diagnostics);
        return [.. ValueRange.In(bound.Networks.Single()).Select(range => $"{range}")];
    }
}
