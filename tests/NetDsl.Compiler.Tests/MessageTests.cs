namespace NetDsl.Compiler.Tests;

/// <summary>What messages say: what was found, what was expected, the nearest name.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData("conv 5x5 filtres 16", "unknown attribute 'filtres' of conv; expected filters, stride, pad, same, dilation, groups, direct, bias, nobias, init, from or an activation; did you mean 'filters'?")]
    [InlineData("maxpol 2x2", "unknown statement 'maxpol' in network; expected a layer, repeat, input, output or auxiliary; did you mean 'maxpool'?")]
    [InlineData("f5 = dense 120\nmaxpool 2x2", "maxpool needs channels × height × width or channels × length, but f5 gives 120 features")]
    [InlineData("maxpool 3x3 stride 2", "maxpool 3x3 stride 2×2 does not divide the 1×28×28 of image evenly; expected `floor`, which gives 1×13×13, or `ceil`, which gives 1×14×14")]
    [InlineData("conv 33x30 filters 1 pad 2", "conv 33x30 needs at least 33×30, but image gives 1×28×28, 32×32 with its padding")]
    [InlineData("conv 5x5", "conv needs filters; for example `conv 5x5 filters 6 pad 2`")]
    [InlineData("conv filters 6", "conv needs a window; for example `conv 5x5 filters 6 pad 2`")]
    [InlineData("conv 5x5 filters 0", "filters of conv must be a whole number from 1 to 16,777,216, found 0")]
    [InlineData("leakyrelu 2e30", "slope of leakyrelu must be a number between -1e30 and 1e30, found 2e30")]
    [InlineData("leakyrelu 99999999999999999999", "slope of leakyrelu must be a number greater than 0, with an exponent where it is so large, found 99999999999999999999")]
    [InlineData("leakyrelu 0", "slope of leakyrelu must be a number greater than 0, found 0")]
    [InlineData("avgpool globl", "unknown attribute 'globl' of avgpool; expected stride, pad, floor, ceil, global or from; did you mean 'global'?")]
    [InlineData("avgpool 2x2 global", "global and window exclude each other; the window is the whole image")]
    [InlineData("flatten\nmaxpool global", "maxpool needs channels × height × width or channels × length, but flatten1 gives 784 features")]
    [InlineData("dense 4 init xaver", "unknown initialisation 'xaver'; expected he, xavier, uniform, normal, orthogonal, zeros or constant; did you mean 'xavier'?")]
    [InlineData("a = conv 3x3 filters 4\nadd { branch { conv 3x3 filters 4 pad 1 } branch { conv 3x3 filters 8 pad 1 } }", "add joins values of one shape, but conv2 gives 4×26×26 and conv3 gives 8×26×26")]
    [InlineData("a = maxpool 2x2\nconcat from a, image", "concat joins shapes that differ in their channels alone, but a gives 1×14×14 and image gives 1×28×28")]
    [InlineData("c1 = relu\nrelu from c2", "there is no layer 'c2' before this statement; did you mean 'c1'?")]
    [InlineData("relu \0", "this file is not in UTF-8: it holds U+0000, as UTF-16 does; save it as UTF-8, which every editor offers")]
    [InlineData("relu 😀", "unexpected character '😀' (U+1F600)")]
    [InlineData("relu\u200B", "unexpected character U+200B, which is invisible: delete it")]
    [InlineData("relu\uFE0F", "unexpected character U+FE0F, which is invisible: delete it")]
    [InlineData("dense \u22124", "unexpected character '−'; write '-'")]
    [InlineData("dropout 0,1", "'0,1' is neither a number, such as 16 or 0.05, nor sizes, such as 5x5; write 0.1")]
    [InlineData("dropout .5", "'.5' is neither a number, such as 16 or 0.05, nor sizes, such as 5x5; write 0.5")]
    [InlineData("conv 3x3 filters 4. pad 1", "'4.' is neither a number, such as 16 or 0.05, nor sizes, such as 5x5; write 4")]
    [InlineData("filter 1x2 { 0,5 1 }", "'0,5' is neither a number, such as 16 or 0.05, nor sizes, such as 5x5; write 0.5")]
    [InlineData("filter 1x1 { 2 } from image", "'from' is an attribute of filter and stands in front of its block: `filter 1x1 from image { … }`")]
    [InlineData("filter 1x1 { 1e39 }", "a value in the kernel of filter1 must be a number between -1e30 and 1e30, found 1E+39")]
    [InlineData("filter 1x1 times 1e20 { 1e20 }", "a value in the kernel of filter1, times 1E+20, must be a number between -1e30 and 1e30, found 1E+20")]
    [InlineData("dropout 0.999999999", "rate of dropout must be a number of at least 0 and less than 1 in single precision, where it is 1, found 0.999999999")]
    [InlineData("leakyrelu 1e-50", "slope of leakyrelu must be a number greater than 0 in single precision, where it is 0, found 1e-50")]
    [InlineData("maxpool 28x28; conv 3x3 filters 1 pad 1", "8 of the 9 positions in the window of conv 3x3 never meet a value, only padding: maxpool1 gives 1×1×1; choose a smaller window or less padding")]
    public void Message_says_what_was_found_and_expected(string layers, string expected) =>
        Assert.Equal(expected, Assert.Single(Compilation.Compile(Programs.Network(layers)).Diagnostics).Message);

    [Theory]
    [InlineData("conv 3x3 filters 4", "window of conv must be a whole number from 1 to 16,777,216, found '3x3'")]
    [InlineData("conv 5 filters 4 pad 1x2", "pad of conv must be a whole number from 0 to 16,777,216, found '1x2'")]
    [InlineData("maxpool 3 stride 2", "maxpool 3 stride 2 does not divide the 2×40 of sound evenly; expected `floor`, which gives 2×19, or `ceil`, which gives 2×20")]
    [InlineData("conv 50 filters 4 pad 3", "conv 50 needs at least 50, but sound gives 2×40, 46 with its padding")]
    [InlineData("maxpool 2 pad 2", "the padding of maxpool 2 must be smaller than its window 2, found 2: a window must see a value")]
    public void Message_about_a_signal_has_one_dimension(string layers, string expected)
    {
        var text = $"network Net {{ input sound 2x40\n{layers}\noutput word = dense 4 softmax }}";
        Assert.Equal(expected, Assert.Single(Compilation.Compile(text).Diagnostics).Message);
    }

    [Fact]
    public void Diagnostic_prints_as_a_build_does()
    {
        var found = Assert.Single(Compilation.Compile(Programs.Network("a = relu\na = tanh")).Diagnostics);
        Assert.Equal("(3,1): error NET0040: the name 'a' is already used in line 2", found.ToString());
    }

    [Fact]
    public void Word_far_from_all_known_ones_gets_no_suggestion() =>
        Assert.DoesNotContain("did you mean", Assert.Single(Compilation.Compile(Programs.Network("recurrent")).Diagnostics).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("filters", "filtres", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("conv", "dense", 4)]
    public void Distance_counts_slips_of_typing(string left, string right, int expected) =>
        Assert.Equal(expected, Diagnostics.Suggestion.Distance(left, right));
}
