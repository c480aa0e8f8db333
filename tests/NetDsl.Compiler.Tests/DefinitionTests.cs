namespace NetDsl.Compiler.Tests;

/// <summary>What a layer's statement was understood as: by it, checkpoints tell networks apart.</summary>
public sealed class DefinitionTests
{
    [Theory]
    [InlineData("conv 3x3 filters 4")]
    [InlineData("conv 3x3 filters 4 stride 2 pad 1 dilation 2 groups 2 nobias init normal 0.01")]
    [InlineData("conv 3x3 filters 4 same direct")]
    [InlineData("deconv 3x3 filters 4 stride 2")]
    [InlineData("local 3x3 filters 4 init constant 1")]
    [InlineData("maxpool 3x3 stride 2 pad 1 ceil")]
    [InlineData("avgpool global")]
    [InlineData("dense 5 nobias init uniform -0.1 .. 0.1")]
    [InlineData("leakyrelu 0.3")]
    [InlineData("lrn size 5 alpha 0.0001 beta 0.75 bias 2")]
    [InlineData("batchnorm momentum 0.05 epsilon 1E-05")]
    [InlineData("dropout 0.25")]
    [InlineData("flatten")]
    public void Statement_is_its_own_definition(string statement) => Assert.Equal(statement, Definitions(statement)[0]);

    [Theory]
    [InlineData("conv 3x3 pad 1 filters 2*width", "conv 3x3 filters 8 pad 1")]
    [InlineData("dense width/2 relu", "dense 2; relu")]
    [InlineData("dropout share", "dropout 0.1")]
    [InlineData("dropout 0.100", "dropout 0.1")]
    [InlineData("y = dense 3 from a", "dense 3")]
    public void Numbers_are_as_they_came_out_and_attributes_in_one_order(string statement, string definitions) =>
        Assert.Equal(definitions, string.Join("; ", Definitions(statement).SkipLast(1)));

    private static List<string> Definitions(string statement)
    {
        var bound = Compilation.Compile(
            $"const width = 4\nconst share = 0.1\nnetwork N {{\ninput a 2x9x9\n{statement}\noutput b = dense 3 softmax\n}}");
        return [.. Assert.Single(bound.Networks).Layers.Select(layer => layer.Definition)];
    }
}
