using NetDsl.Compiler.Layers;

namespace NetDsl.Compiler.Tests;

/// <summary>A number that is whole is one, however it is made.</summary>
public sealed class WholeNumberTests
{
    [Theory]
    [InlineData("0.5", "alpha*32", 16)]
    [InlineData("0.1", "alpha*30", 3)]
    [InlineData("0.35", "alpha*100", 35)]
    [InlineData("0.35", "100*alpha", 35)]
    [InlineData("1e-3", "4000*alpha", 4)]
    [InlineData("1/3", "alpha*12", 4)]
    [InlineData("7/2", "alpha*2", 7)]
    [InlineData("0.1 + 0.2", "alpha*10", 3)]
    [InlineData("1.5", "(alpha + 0.5)*3", 6)]
    [InlineData("0.7", "10*alpha - 3", 4)]
    [InlineData("16.0", "alpha", 16)]
    [InlineData("0.25", "8/(4*alpha)", 8)]
    public void Value_that_is_whole_counts_units(string alpha, string units, int expected)
    {
        var bound = Compilation.Compile($"const alpha = {alpha}\n" + Programs.Network($"dense {units}"));
        Assert.Empty(bound.Diagnostics);
        Assert.Equal(expected, ((DenseLayer)bound.Networks[0].Layers[0]).Output.Count);
    }

    [Theory]
    [InlineData("0.1", "alpha*33", "NET0024")]
    [InlineData("0.3333333333333333", "alpha*3", "NET0024")]
    [InlineData("1/3", "alpha*3.0000000000000000000001", "NET0072")]
    [InlineData("1e-300", "alpha*1e300*0.00001", "NET0024")]
    [InlineData("9223372036854775807", "alpha + 1", "NET0071")]
    [InlineData("2.5", "alpha", "NET0024")]
    public void Value_that_is_nearly_whole_or_too_large_does_not(string alpha, string units, string id)
    {
        var bound = Compilation.Compile($"const alpha = {alpha}\n" + Programs.Network($"dense {units}"));
        Assert.Equal(id, Assert.Single(bound.Diagnostics).Id);
    }

    [Fact]
    public void Exact_values_stay_small_however_often_they_are_squared()
    {
        var squares = string.Concat(Enumerable.Range(1, 200).Select(number => $"const a{number} = a{number - 1}*a{number - 1}\n"));
        var bound = Compilation.Compile("const a0 = 0.99999\n" + squares + Programs.Network("dropout a200"));
        Assert.Empty(bound.Diagnostics);
    }
}
